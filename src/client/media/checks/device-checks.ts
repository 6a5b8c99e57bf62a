import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { Check, Outcome } from '../../call/doctor/examination.ts';
import type { DeviceKind } from '../../call/ports/local-media.ts';
import { capture, type Captured } from '../capture.ts';
import { createLevelMeter } from '../level-meter.ts';

const LEVEL_INTERVAL_MS = 80;

/** A meter that moves visibly; the noise of a quiet room stays below. */
const AUDIBLE_LEVEL = 0.06;

/** Camera and microphone, asked for with one prompt; both are let go when their checks are over. */
export interface DeviceChecks {
  /** Resolves when the prompt is answered. */
  ask(): Promise<unknown>;
  readonly camera: Check;
  readonly microphone: Check;
  readonly picture: ReadonlySignal<MediaStream | null>;
  /** What the microphone hears, 0 to 1. */
  readonly level: ReadonlySignal<number>;
  /** Lets go of everything, as long as nobody asks again. */
  close(): void;
}

export function createDeviceChecks(): DeviceChecks {
  const picture = signal<MediaStream | null>(null);
  const level = signal(0);
  let captured: Promise<Captured> | null = null;

  // A picture of any size will do.
  const ask = (): Promise<Captured> => (captured ??= capture(['camera', 'microphone'], { camera: {}, microphone: {} }));

  async function take(kind: DeviceKind): Promise<MediaStreamTrack | Outcome> {
    const taken = (await ask())[kind] ?? 'unknown';
    return typeof taken === 'string' ? { status: 'failed', problem: taken } : taken;
  }

  function close(): void {
    picture.value = null;
    level.value = 0;
    void captured?.then((taken) => {
      for (const track of Object.values(taken)) if (typeof track !== 'string') track.stop();
    });
    captured = null;
  }

  return {
    ask,
    picture,
    level,
    close,
    async camera(aborting) {
      const startedAt = performance.now();
      const track = await take('camera');
      if (!(track instanceof MediaStreamTrack)) return track;
      const stream = new MediaStream([track]);
      if (!aborting.aborted) picture.value = stream;
      const hasPicture = await untilPicture(stream, aborting);
      return hasPicture
        ? { status: 'ok', ms: performance.now() - startedAt }
        : { status: 'failed', problem: 'no-picture' };
    },
    async microphone(aborting) {
      const track = await take('microphone');
      if (!(track instanceof MediaStreamTrack)) return track;
      const meter = createLevelMeter(track);
      const isHeard = await untilHeard(() => (level.value = meter.read()), aborting);
      meter.close();
      level.value = 0;
      track.stop();
      return isHeard ? { status: 'ok', ms: null } : { status: 'failed', problem: 'silent' };
    },
  };
}

function untilPicture(stream: MediaStream, aborting: AbortSignal): Promise<boolean> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = stream;
  return new Promise((resolve) => {
    const finish = (hasPicture: boolean): void => {
      video.srcObject = null;
      resolve(hasPicture);
    };
    aborting.addEventListener('abort', () => finish(false), { once: true });
    video.addEventListener('loadeddata', () => finish(true), { once: true });
    // Without a gesture some browsers do not play; the first picture is loaded all the same.
    void video.play().catch(() => undefined);
  });
}

function untilHeard(read: () => number, aborting: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (isHeard: boolean): void => {
      clearInterval(timer);
      resolve(isHeard);
    };
    const timer = setInterval(() => {
      if (read() > AUDIBLE_LEVEL) finish(true);
    }, LEVEL_INTERVAL_MS);
    aborting.addEventListener('abort', () => finish(false));
  });
}
