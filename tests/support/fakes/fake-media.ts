import { signal, type Signal } from '@preact/signals-core';
import { createListeners } from '../../../src/client/call/listeners.ts';
import type { CallPorts } from '../../../src/client/call/ports.ts';
import type { OutgoingTracks } from '../../../src/client/call/ports/links.ts';
import type { DeviceNotice, DeviceState } from '../../../src/client/call/ports/local-media.ts';
import type { CapturedScreen, ScreenProblem, ScreenSource } from '../../../src/client/call/ports/screen-source.ts';
import type { PixelSize } from '../../../src/client/call/words.ts';

/** Camera and microphone as the test sets them. */
export interface FakeMedia extends Required<CallPorts['media']> {
  readonly microphone: Signal<DeviceState>;
  readonly camera: Signal<DeviceState>;
  readonly tracks: Signal<OutgoingTracks>;
  readonly cameraSize: Signal<PixelSize | null>;
  readonly askedSizes: PixelSize[];
  /** What the call itself turned off or on: `microphone off`. */
  readonly switched: string[];
  /** Something about a device that its owner is told. */
  happens(notice: DeviceNotice): void;
}

export function createFakeMedia(): FakeMedia {
  const cameraSize = signal<PixelSize | null>({ width: 640, height: 480 });
  const askedSizes: PixelSize[] = [];
  const switched: string[] = [];
  const notices = createListeners<DeviceNotice>();
  return {
    microphone: signal<DeviceState>({ status: 'on' }),
    camera: signal<DeviceState>({ status: 'on' }),
    tracks: signal<OutgoingTracks>({ audio: null, video: null }),
    cameraSize,
    askedSizes,
    switched,
    setEnabled(kind, isEnabled) {
      switched.push(`${kind} ${isEnabled ? 'on' : 'off'}`);
      return Promise.resolve();
    },
    setCameraSize(size) {
      askedSizes.push(size);
      cameraSize.value = size;
    },
    setPreviewSparse: () => undefined,
    onNotice: notices.add,
    happens: notices.tell,
  };
}

/** A picker that the person answers when the test says so. */
export interface FakeScreenSource extends ScreenSource {
  choose(outcome?: ScreenProblem | 'cancelled'): void;
  /** Screens that are captured now. */
  readonly captured: ReadonlySet<CapturedScreen>;
}

export function createFakeScreenSource(): FakeScreenSource {
  const captured = new Set<CapturedScreen>();
  let answer: (outcome: CapturedScreen | ScreenProblem | 'cancelled') => void = () => undefined;
  return {
    capture: () => new Promise((resolve) => (answer = resolve)),
    choose(outcome) {
      if (outcome !== undefined) {
        answer(outcome);
        return;
      }
      const screen: CapturedScreen = {
        stream: { id: 'screen' } as MediaStream,
        size: () => ({ width: 1280, height: 720 }),
        usualContent: 'sharp',
        setContent: () => undefined,
        onEnded: () => undefined,
        stop: () => void captured.delete(screen),
      };
      captured.add(screen);
      answer(screen);
    },
    captured,
  };
}
