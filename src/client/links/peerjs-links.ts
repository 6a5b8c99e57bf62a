import type { CallOption, MediaConnection, Peer } from 'peerjs';
import type { ParticipantId } from '../../shared/protocol.ts';
import type { Ice } from '../../shared/ice.ts';
import type { LinkEvent, Links, OutgoingTracks } from '../call/ports/links.ts';
import { parsePurpose } from '../call/screens/share-message.ts';
import { createCallLimits } from './call-limits.ts';
import { adoptConnection, type AdoptOptions, type Connection, type ConnectionListener } from './media-connection.ts';
import { openPeerSession, type PeerSession, type PeerTokenSource } from './peer-session.ts';
import { startBitrateKbps, tuneSdp } from './media/sdp.ts';
import { createPlaceholders } from './media/placeholders.ts';
import { createCodecChoice, isAndroid } from './media/video-codecs.ts';
import { type ConnectionId, pictureId, type PictureId, type VideoEncoding, type Purpose } from '../call/words.ts';

export interface PeerJsLinksOptions {
  readonly selfId: ParticipantId;
  readonly peerServerPath: string;
  readonly tokens: PeerTokenSource;
  readonly ice: Ice;
  /** The certificate for all connections, where there is one. */
  readonly certificate: Pick<RTCConfiguration, 'certificates'>;
  /** Milliseconds of any clock. */
  readonly now: () => number;
}

/** Links as PeerJS calls. Its words, peer and call, stay in this folder. */
export function createPeerJsLinks(options: PeerJsLinksOptions): Links {
  const { selfId, peerServerPath, tokens, ice, certificate, now } = options;
  const placeholders = createPlaceholders();
  const codecs = createCodecChoice({ isAndroid: isAndroid(navigator) });
  const connections = new Map<ConnectionId, Connection>();
  const incoming = new Map<ConnectionId, { call: MediaConnection; purpose: Purpose }>();
  /** Calls to make as soon as PeerJS has started. */
  const waiting = new Map<ConnectionId, (peer: Peer) => void>();
  const limits = createCallLimits(now);
  let tracks: OutgoingTracks = { audio: null, video: null };
  let encodings: ReadonlyMap<PictureId, VideoEncoding> = new Map();
  let emit: (event: LinkEvent) => void = () => undefined;

  // One transport for all media, so that candidates are gathered and checked once instead of per track.
  const configurationOf = ({ servers, transportPolicy }: Ice): RTCConfiguration => ({
    iceServers: servers,
    iceTransportPolicy: transportPolicy,
    bundlePolicy: 'max-bundle',
    ...certificate,
  });
  let configuration = configurationOf(ice);
  let session: PeerSession | null = null;

  /** A stream with one track of each kind, whatever there is to send: see placeholders.ts. */
  const outgoingStream = (): MediaStream =>
    new MediaStream([tracks.audio ?? placeholders.audio(), tracks.video ?? placeholders.video()]);

  /** How a new connection tunes its SDP, the same from its first offer to its last. */
  function createTune(): (sdp: string) => string {
    const bitrateKbps = startBitrateKbps(connections.size + 1);
    return (sdp) => tuneSdp(sdp, bitrateKbps);
  }

  function encode({ remoteId, purpose, setEncoding }: Connection): void {
    const encoding = encodings.get(pictureId(remoteId, purpose.kind === 'screen' ? purpose.share : null));
    if (encoding) setEncoding(encoding);
  }

  function adopt(id: ConnectionId, call: MediaConnection, how: Omit<AdoptOptions, 'listener' | 'codecs'>): void {
    const listener: ConnectionListener = {
      onLive: () => emit({ type: 'live', connection: id }),
      onInterrupted: () => emit({ type: 'interrupted', connection: id }),
      onBroken() {
        connections.delete(id);
        emit({ type: 'broken', connection: id });
      },
      onMedia: (media) => emit({ type: 'media', connection: id, media }),
      onGathered: (facts) => emit({ type: 'gathered', connection: id, facts }),
      onReady: () => emit({ type: 'ready', connection: id }),
      onText: (text) => emit({ type: 'text', connection: id, text }),
      onBytes: (bytes) => emit({ type: 'bytes', connection: id, bytes }),
      onWritable: () => emit({ type: 'writable', connection: id }),
      onSignal: (signal) => emit({ type: 'signal', to: call.peer, callId: call.connectionId, signal }),
    };
    const connection = adoptConnection(call, { listener, codecs, ...how });
    connections.set(id, connection);
    if (how.purpose.kind === 'camera') connection.setTracks(tracks);
    encode(connection);
  }

  /** What calls with somebody there are, answered or not. */
  const purposesWith = (id: ParticipantId): Purpose[] => [
    ...[...connections.values()].flatMap(({ remoteId, purpose }) => (remoteId === id ? [purpose] : [])),
    ...[...incoming.values()].flatMap(({ call, purpose }) => (call.peer === id ? [purpose] : [])),
  ];

  function onCall(call: MediaConnection): void {
    // The id was chosen by the other side; with theirs in front it cannot be one of somebody else's.
    const id = `${call.peer}/${call.connectionId}`;
    const purpose = parsePurpose(call.metadata);
    if (!purpose || !limits.allows(call.peer, purpose, purposesWith(call.peer))) {
      call.close();
      return;
    }
    incoming.set(id, { call, purpose });
    emit({ type: 'incoming', from: call.peer, connection: id, purpose });
  }

  const connect = (): PeerSession =>
    openPeerSession({
      participantId: selfId,
      path: peerServerPath,
      tokens,
      configuration,
      isWanted: (callId) => [...connections.values()].some((connection) => connection.callId === callId),
      onStarted(peer) {
        waiting.forEach((call) => call(peer));
        waiting.clear();
      },
      onOpen: () => emit({ type: 'open' }),
      onLost: () => emit({ type: 'lost' }),
      onUnreachable: (id) => emit({ type: 'unreachable', id }),
      onCall,
    });

  function dial(to: ParticipantId, id: ConnectionId, stream: () => MediaStream, purpose: Purpose): void {
    const callWith = (peer: Peer): void => {
      const tune = createTune();
      // PeerJS takes the connection's id from its options, though their type does not say so.
      const options: CallOption & { connectionId: string } = {
        connectionId: id,
        sdpTransform: tune,
        ...(purpose.kind === 'screen' && { metadata: purpose }),
      };
      // Nothing is returned while there is no connection to PeerServer, though the type does not say so.
      const call = peer.call(to, stream(), options) as MediaConnection | undefined;
      if (call) adopt(id, call, { isCaller: true, tune, purpose });
      else queueMicrotask(() => emit({ type: 'broken', connection: id }));
    };
    if (session?.peer) callWith(session.peer);
    else waiting.set(id, callWith);
  }

  return {
    open(listener) {
      emit = listener;
      session = connect();
    },
    dial: (to, id) => dial(to, id, outgoingStream, { kind: 'camera' }),
    dialScreen: (to, id, { share, stream }) => dial(to, id, () => stream, { kind: 'screen', share }),
    answer(id) {
      const { call, purpose } = incoming.get(id) ?? {};
      incoming.delete(id);
      if (!call || !purpose) return;
      const tune = createTune();
      call.answer(purpose.kind === 'camera' ? outgoingStream() : undefined, { sdpTransform: tune });
      adopt(id, call, { isCaller: false, tune, purpose });
    },
    close(id) {
      waiting.delete(id);
      incoming.get(id)?.call.close();
      incoming.delete(id);
      connections.get(id)?.close();
      connections.delete(id);
    },
    setTracks(next) {
      tracks = next;
      for (const connection of connections.values())
        if (connection.purpose.kind === 'camera') connection.setTracks(next);
    },
    setEncodings(next) {
      encodings = next;
      for (const connection of connections.values()) encode(connection);
    },
    send(id, text) {
      connections.get(id)?.send(text);
    },
    sendBytes: (id, frame) => connections.get(id)?.sendBytes(frame) ?? false,
    restart(id) {
      connections.get(id)?.restart();
    },
    refresh(id) {
      connections.get(id)?.refresh();
    },
    avoidCodec: (id, mimeType) => connections.get(id)?.avoidCodec(mimeType) ?? Promise.resolve('none'),
    receive(from, callId, signal) {
      const connection = [...connections.values()].find((each) => each.callId === callId && each.remoteId === from);
      connection?.receive(signal);
      return connection !== undefined;
    },
    callOf(id) {
      const connection = connections.get(id);
      if (connection) return { to: connection.remoteId, callId: connection.callId };
      const call = incoming.get(id)?.call;
      return call ? { to: call.peer, callId: call.connectionId } : null;
    },
    packetsReceived: (id) => connections.get(id)?.packetsReceived() ?? Promise.resolve(0),
    fingerprints: (id) => connections.get(id)?.fingerprints() ?? Promise.resolve(null),
    stats: (id) => connections.get(id)?.stats() ?? Promise.resolve(null),
    reconnect: () => session?.reconnect(),
    usePeerToken: (token) => session?.useToken(token),
    useIce(next) {
      configuration = configurationOf(next);
      session?.useConfiguration(configuration);
      for (const connection of connections.values()) connection.setConfiguration(configuration);
    },
  };
}
