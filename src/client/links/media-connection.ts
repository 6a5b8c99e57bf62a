import type { MediaConnection } from 'peerjs';
import type { IceFacts } from '../../shared/ice-facts.ts';
import type { LinkSignal } from '../../shared/link-signal.ts';
import type { Fingerprints, OutgoingTracks, RemoteMedia } from '../call/ports/links.ts';
import { observeGathering } from './gathering.ts';
import { openByteChannel } from './byte-channel.ts';
import { watchFingerprints } from './fingerprints.ts';
import { createNegotiation } from './negotiation.ts';
import { observeRemoteMedia } from './media/remote-media.ts';
import { orderCodecs, type CodecChoice } from './media/video-codecs.ts';
import { createVideoSender, type VideoSender } from './media/video-sender.ts';
import type { Purpose } from '../call/words.ts';

/** One PeerJS call, from its offer or answer to its end. */
export interface Connection extends VideoSender {
  /** PeerJS's id of the call, the same on both sides. */
  readonly callId: string;
  readonly remoteId: string;
  readonly purpose: Purpose;
  setTracks(tracks: OutgoingTracks): void;
  send(text: string): void;
  /** What ICE uses from its next restart on; only its servers and policy may differ. */
  setConfiguration(configuration: RTCConfiguration): void;
  sendBytes(frame: Uint8Array<ArrayBuffer>): boolean;
  restart(): void;
  receive(signal: LinkSignal): void;
  packetsReceived(): Promise<number>;
  stats(): Promise<RTCStatsReport>;
  fingerprints(): Promise<Fingerprints>;
  /** Hangs up without a word to the listener. */
  close(): void;
}

export interface ConnectionListener {
  onLive(): void;
  onInterrupted(): void;
  onBroken(): void;
  onMedia(media: RemoteMedia): void;
  onGathered(facts: IceFacts): void;
  onReady(): void;
  onText(text: unknown): void;
  onBytes(bytes: ArrayBuffer): void;
  onWritable(): void;
  onSignal(signal: LinkSignal): void;
}

/** Both sides open the channel by this number, so no event has to announce it; PeerJS's own takes 0 or 1. */
const MESSAGE_CHANNEL_ID = 8;

async function packetsReceivedBy(peerConnection: RTCPeerConnection): Promise<number> {
  let packets = 0;
  const report = await peerConnection.getStats();
  report.forEach((stats: { type: string; packetsReceived?: number }) => {
    if (stats.type === 'inbound-rtp') packets += stats.packetsReceived ?? 0;
  });
  return packets;
}

export interface AdoptOptions {
  readonly purpose: Purpose;
  readonly listener: ConnectionListener;
  readonly tune: (sdp: string) => string;
  readonly codecs: CodecChoice;
  /** Whether we made this call. */
  readonly isCaller: boolean;
}

/** Takes over a call whose RTCPeerConnection exists: just dialled, or just answered. */
export function adoptConnection(
  call: MediaConnection,
  { purpose, listener, tune, codecs, isCaller }: AdoptOptions,
): Connection {
  const { peerConnection, connectionId: callId, peer: remoteId } = call;
  const senders = peerConnection.getSenders();
  const audioSender = senders.find(({ track }) => track?.kind === 'audio');
  const videoSender = senders.find(({ track }) => track?.kind === 'video');
  orderCodecs(peerConnection, videoSender, codecs);
  const { setEncoding, refresh, avoidCodec } = createVideoSender(peerConnection, videoSender, codecs);
  const messages = peerConnection.createDataChannel('messages', { negotiated: true, id: MESSAGE_CHANNEL_ID });
  let isOver = false;

  const whileOpen =
    <Args extends readonly unknown[]>(react: (...args: Args) => void) =>
    (...args: Args): void => {
      if (!isOver) react(...args);
    };
  const onBroken = whileOpen(() => {
    isOver = true;
    call.close();
    listener.onBroken();
  });

  const bytes = openByteChannel(peerConnection, {
    onBytes: whileOpen((received: ArrayBuffer) => listener.onBytes(received)),
    onWritable: whileOpen(() => listener.onWritable()),
  });

  const negotiation = createNegotiation(peerConnection, {
    isCaller,
    tune,
    send: whileOpen((signal: LinkSignal) => listener.onSignal(signal)),
  });
  /** Signals are taken in order; one that makes no sense to the browser leaves the connection as it is. */
  let negotiating = Promise.resolve();
  const negotiate = (task: () => Promise<void>): void => {
    negotiating = negotiating.then(() => (isOver ? undefined : task().catch(() => undefined)));
  };

  observeGathering(
    peerConnection,
    whileOpen((facts: IceFacts) => listener.onGathered(facts)),
  );

  // PeerJS would hang up when ICE fails, and would not know that it can be restarted.
  peerConnection.oniceconnectionstatechange = null;
  // PeerJS says `close` only for calls that were answered, and `error` for those that were not.
  call.on('close', onBroken);
  call.on('error', onBroken);
  observeRemoteMedia(peerConnection, { onMedia: whileOpen((media: RemoteMedia) => listener.onMedia(media)), onBroken });
  peerConnection.addEventListener(
    'connectionstatechange',
    whileOpen(() => {
      const { connectionState } = peerConnection;
      if (connectionState === 'connected') listener.onLive();
      if (connectionState === 'disconnected') listener.onInterrupted();
      if (connectionState === 'failed') onBroken();
    }),
  );
  messages.addEventListener(
    'open',
    whileOpen(() => listener.onReady()),
  );
  messages.addEventListener(
    'message',
    whileOpen(({ data }: MessageEvent<unknown>) => listener.onText(data)),
  );

  // Fails only on a connection that was closed meanwhile.
  const replace = (sender: RTCRtpSender | undefined, track: MediaStreamTrack | null): void =>
    void sender?.replaceTrack(track).catch(() => undefined);

  return {
    callId,
    remoteId,
    purpose,
    setTracks({ audio, video }) {
      if (audioSender?.track !== audio) replace(audioSender, audio);
      if (videoSender?.track !== video) replace(videoSender, video);
    },
    setEncoding,
    send(text) {
      if (messages.readyState === 'open') messages.send(text);
    },
    refresh,
    avoidCodec,
    setConfiguration(configuration) {
      // Throws on a connection that is closed, whether or not we have heard of it.
      if (peerConnection.signalingState === 'closed') return;
      // What is not named would go back to its default, which is refused for some.
      peerConnection.setConfiguration({ ...peerConnection.getConfiguration(), ...configuration });
    },
    sendBytes: (frame) => !isOver && bytes.send(frame),
    restart: () => negotiate(() => negotiation.restart()),
    receive(signal) {
      if (signal.type === 'hang-up') onBroken();
      else negotiate(() => negotiation.receive(signal));
    },
    packetsReceived: () => (isOver ? Promise.resolve(0) : packetsReceivedBy(peerConnection)),
    stats: () => peerConnection.getStats(),
    fingerprints: watchFingerprints(peerConnection),
    close() {
      isOver = true;
      call.close();
    },
  };
}
