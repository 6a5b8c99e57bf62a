import type { Sample } from '../support/sample.ts';

/** Finds the connections of any page, managed or not, and reads from them what a mesh delivers. */

interface Entry {
  readonly type: string;
  readonly kind?: string;
  readonly bytesSent?: number;
  readonly framesDecoded?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly trackIdentifier?: string;
  readonly concealedSamples?: number;
  readonly silentConcealedSamples?: number;
  readonly totalSamplesReceived?: number;
  readonly framesEncoded?: number;
  readonly qualityLimitationReason?: string;
}

const connections: RTCPeerConnection[] = [];
const Native = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

function shownSizeOf(track: string): { shownWidth: number; shownHeight: number } {
  const videos = [...document.querySelectorAll('video')];
  const shows = ({ srcObject }: HTMLVideoElement): boolean =>
    srcObject instanceof MediaStream && srcObject.getVideoTracks().some(({ id }) => id === track);
  const { width = 0, height = 0 } = videos.find(shows)?.getBoundingClientRect() ?? {};
  return { shownWidth: width * devicePixelRatio, shownHeight: height * devicePixelRatio };
}

async function entriesOf(connection: RTCPeerConnection): Promise<Entry[]> {
  const entries: Entry[] = [];
  (await connection.getStats()).forEach((entry: Entry) => entries.push(entry));
  return entries;
}

async function sample(): Promise<Sample> {
  const open = connections.filter(({ connectionState }) => connectionState === 'connected');
  const reports = await Promise.all(open.map(entriesOf));
  const sent = reports.flat().filter(({ type }) => type === 'outbound-rtp');
  const sum = (values: readonly (number | undefined)[]): number => values.reduce<number>((a, b) => a + (b ?? 0), 0);
  return {
    at: performance.now(),
    bytesSent: sum(reports.flat().map(({ type, bytesSent }) => (type === 'transport' ? bytesSent : 0))),
    framesSent: sum(sent.map(({ framesEncoded }) => framesEncoded)),
    limitations: sent.map(({ qualityLimitationReason }) => qualityLimitationReason ?? '').filter((why) => why !== ''),
    received: reports.map((entries) => {
      const inbound = (kind: string): Entry | undefined =>
        entries.find((entry) => entry.type === 'inbound-rtp' && entry.kind === kind);
      const [video, audio] = [inbound('video'), inbound('audio')];
      const track = video?.trackIdentifier ?? '';
      return {
        track,
        frames: video?.framesDecoded ?? 0,
        width: video?.frameWidth ?? 0,
        height: video?.frameHeight ?? 0,
        ...shownSizeOf(track),
        samples: audio?.totalSamplesReceived ?? 0,
        concealed: (audio?.concealedSamples ?? 0) - (audio?.silentConcealedSamples ?? 0),
      };
    }),
  };
}

const framesIn = ({ received }: Sample): readonly number[] => received.map(({ frames }) => frames);

/** Shows a page that was hidden; milliseconds until a new frame of everybody has been decoded. */
async function timeResume(): Promise<number> {
  const before = framesIn(await sample());
  const startedAt = performance.now();
  Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  for (;;) {
    const now = framesIn(await sample());
    if (now.every((frames, index) => frames > (before[index] ?? 0))) return performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

Object.assign(globalThis, { sampleMesh: sample, timeResume });
