/**
 * The other baseline: two connections inside one page, with everything warm. What is measured is WebRTC alone and one
 * video element, from the offer to the first painted frame; each call of `measure` makes a fresh pair.
 */
export {};

const media = await navigator.mediaDevices.getUserMedia({
  video: { width: 640, height: 480, frameRate: 30 },
  audio: true,
});

async function describe(connection: RTCPeerConnection, other: RTCPeerConnection): Promise<void> {
  await connection.setLocalDescription();
  if (connection.localDescription) await other.setRemoteDescription(connection.localDescription);
}

async function measure(): Promise<number> {
  const startedAt = performance.now();
  const noted = globalThis as unknown as { firstFrameAt?: number; watchFirstFrame(): void };
  noted.watchFirstFrame();
  const [caller, callee] = [new RTCPeerConnection(), new RTCPeerConnection()];
  for (const [one, other] of [
    [caller, callee],
    [callee, caller],
  ] as const) {
    one.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) void other.addIceCandidate(candidate);
    });
    for (const track of media.getTracks()) one.addTrack(track, media);
  }
  const video = Object.assign(document.createElement('video'), { autoplay: true, muted: true });
  document.body.append(video);
  caller.addEventListener('track', ({ streams }) => (video.srcObject = streams[0] ?? null));
  await describe(caller, callee);
  await describe(callee, caller);
  const firstFrameAt = await new Promise<number>((resolve) => {
    const timer = setInterval(() => {
      if (noted.firstFrameAt === undefined) return;
      clearInterval(timer);
      resolve(noted.firstFrameAt);
    }, 1);
  });
  video.remove();
  caller.close();
  callee.close();
  return firstFrameAt - startedAt;
}

Object.assign(globalThis, { measure });
