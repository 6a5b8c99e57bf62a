/**
 * The baseline for files: one bare data channel between two pages, fed with messages of the size that transfers use.
 * Nothing is read, hashed or written.
 */
export {};

const MESSAGE_BYTES = 256 * 1024;
const MAX_BUFFERED_BYTES = 2 * 1024 * 1024;

const connection = new RTCPeerConnection();
const channel = connection.createDataChannel('raw', { negotiated: true, id: 1 });
channel.binaryType = 'arraybuffer';
channel.bufferedAmountLowThreshold = MAX_BUFFERED_BYTES / 4;
let received = 0;
let wanted = Infinity;
channel.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer | string>) => {
  if (typeof data === 'string') {
    received = 0;
    wanted = Number(data);
    return;
  }
  received += data.byteLength;
  if (received >= wanted) channel.send(new ArrayBuffer(1));
});

const event = (type: string): Promise<unknown> =>
  new Promise((resolve) => channel.addEventListener(type, resolve, { once: true }));

/** With all candidates in it, so that one description each way is enough. */
async function describe(): Promise<RTCSessionDescriptionInit | null> {
  await connection.setLocalDescription();
  if (connection.iceGatheringState !== 'complete') {
    await new Promise<void>((resolve) =>
      connection.addEventListener('icegatheringstatechange', () => {
        if (connection.iceGatheringState === 'complete') resolve();
      }),
    );
  }
  return connection.localDescription?.toJSON() as RTCSessionDescriptionInit | null;
}

async function answer(offer: RTCSessionDescriptionInit): Promise<RTCSessionDescriptionInit | null> {
  await connection.setRemoteDescription(offer);
  return describe();
}

/** @returns how long it took until the other side had all of it */
async function send(bytes: number): Promise<number> {
  if (channel.readyState !== 'open') await event('open');
  const message = new Uint8Array(MESSAGE_BYTES);
  const whole = Math.ceil(bytes / MESSAGE_BYTES) * MESSAGE_BYTES;
  const startedAt = performance.now();
  const confirmed = event('message');
  channel.send(String(whole));
  for (let sent = 0; sent < whole; sent += MESSAGE_BYTES) {
    if (channel.bufferedAmount > MAX_BUFFERED_BYTES) await event('bufferedamountlow');
    channel.send(message);
  }
  await confirmed;
  return performance.now() - startedAt;
}

const accept = (description: RTCSessionDescriptionInit): Promise<void> => connection.setRemoteDescription(description);

Object.assign(globalThis, { rawChannel: { describe, answer, accept, send } });
