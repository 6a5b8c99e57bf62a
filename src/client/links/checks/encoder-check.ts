import type { Check, Outcome } from '../../call/doctor/examination.ts';
import { createCodecChoice, isAndroid, orderCodecs } from '../media/video-codecs.ts';
import { connectInPage, type Ends } from './connect-in-page.ts';
import { untilReported } from './until-reported.ts';

const SIZE = { width: 640, height: 480 };
const FRAMES_PER_SECOND = 15;
/** As a picture in a grid of nine is sent. */
const SCALE = 2;
/** What has encoded this many does not stop at its first pictures, where broken encoders do. */
const ENOUGH_FRAMES = 15;
const POLL_MS = 200;

const STUCK: Outcome = { status: 'failed', problem: 'encoder-stuck' };

/** A picture that moves, without a camera. */
function movingPicture(): { readonly stream: MediaStream; stop(): void } {
  const canvas = Object.assign(document.createElement('canvas'), SIZE);
  const context = canvas.getContext('2d');
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    if (!context) return;
    context.fillStyle = `hsl(${(count * 7) % 360} 60% 50%)`;
    context.fillRect((count * 9) % SIZE.width, (count * 5) % SIZE.height, 160, 120);
  }, 1000 / FRAMES_PER_SECOND);
  const stream = canvas.captureStream(FRAMES_PER_SECOND);
  return {
    stream,
    stop() {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

async function framesEncoded([near]: Ends): Promise<number> {
  let frames = 0;
  (await near.getStats()).forEach((entry: { type: string; framesEncoded?: number }) => {
    if (entry.type === 'outbound-rtp') frames = entry.framesEncoded ?? 0;
  });
  return frames;
}

async function sendPicture([near, far]: Ends, stream: MediaStream): Promise<void> {
  const [track] = stream.getVideoTracks();
  if (!track) return;
  const sender = near.addTrack(track, stream);
  orderCodecs(near, sender, createCodecChoice({ isAndroid: isAndroid(navigator) }));
  await connectInPage([near, far]);
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.scaleResolutionDownBy = SCALE;
  await sender.setParameters(parameters);
}

/** Whether the encoder that calls use here goes on encoding: from this page to itself. */
export const encoderCheck: Check = async (signal) => {
  const ends = [new RTCPeerConnection(), new RTCPeerConnection()] as const;
  const picture = movingPicture();
  let timer: ReturnType<typeof setInterval> | undefined;
  try {
    return await untilReported<Outcome>(
      signal,
      (report) => {
        ends[0].onicecandidate = ({ candidate }) => void ends[1].addIceCandidate(candidate ?? undefined).catch(() => 0);
        ends[1].onicecandidate = ({ candidate }) => void ends[0].addIceCandidate(candidate ?? undefined).catch(() => 0);
        timer = setInterval(() => {
          void framesEncoded(ends).then((frames) => {
            if (frames >= ENOUGH_FRAMES) report({ status: 'ok', ms: null });
          });
        }, POLL_MS);
        sendPicture(ends, picture.stream).catch(() => report(STUCK));
      },
      () => STUCK,
    );
  } finally {
    clearInterval(timer);
    picture.stop();
    ends.forEach((end) => end.close());
  }
};
