import type { RemoteMedia } from '../../call/ports/links.ts';

/** `getSynchronizationSources` remembers for 10 s; an older value says nothing about now. */
const LEVEL_MAX_AGE_MS = 500;

/** Loudness as the receiver measures it, without an AudioContext for each participant. */
function audioLevelOf(peerConnection: RTCPeerConnection): number {
  const receiver = peerConnection.getReceivers().find(({ track }) => track.kind === 'audio');
  const [source] = receiver?.getSynchronizationSources() ?? [];
  // Chromium's timestamps count from the page's time origin, Firefox's from the epoch.
  const ageMs = source
    ? Math.min(...[performance.now(), Date.now()].map((now) => Math.abs(now - source.timestamp)))
    : 0;
  return ageMs <= LEVEL_MAX_AGE_MS ? (source?.audioLevel ?? 0) : 0;
}

/**
 * Tells of the one stream that comes over a connection, in PeerJS's place: its own listener throws on a track that belongs
 * to no stream. Such a track could not be shown, and no page of ours sends one.
 */
export function observeRemoteMedia(
  peerConnection: RTCPeerConnection,
  { onMedia, onBroken }: { onMedia: (media: RemoteMedia) => void; onBroken: () => void },
): void {
  let streamId: string | null = null;
  // Fires once for each track.
  peerConnection.ontrack = ({ streams: [stream] }) => {
    if (!stream) onBroken();
    if (!stream || streamId === stream.id) return;
    streamId = stream.id;
    onMedia({ stream, audioLevel: () => audioLevelOf(peerConnection) });
  };
}
