/**
 * Tracks that stand in for a microphone or camera which is off, missing, or still behind a permission prompt.
 * PeerJS cannot renegotiate, so every link needs one sender of each kind from its first offer on; a caller who
 * offered audio alone would never be sent video (https://github.com/peers/peerjs/issues/1054).
 */
export interface Placeholders {
  audio(): MediaStreamTrack;
  video(): MediaStreamTrack;
}

/**
 * They are what an unconnected RTCPeerConnection would receive: nothing. An AudioContext and a canvas could make such
 * tracks too, but take three times as long to start, at the moment when every millisecond delays the first picture.
 */
export function createPlaceholders(): Placeholders {
  let unconnected: RTCPeerConnection | null = null;
  const tracks = new Map<string, MediaStreamTrack>();

  function trackOf(kind: 'audio' | 'video'): MediaStreamTrack {
    unconnected ??= new RTCPeerConnection();
    const track = tracks.get(kind) ?? unconnected.addTransceiver(kind).receiver.track;
    tracks.set(kind, track);
    return track;
  }

  return { audio: () => trackOf('audio'), video: () => trackOf('video') };
}
