/** A browser's devices: every request waits until the test answers it, as a permission prompt does. */

export interface FakeTrack
  extends EventTarget, Pick<MediaStreamTrack, 'kind' | 'label' | 'enabled' | 'muted' | 'contentHint'> {
  readyState: MediaStreamTrackState;
  muted: boolean;
  onended: (() => void) | null;
  onmute: (() => void) | null;
  onunmute: (() => void) | null;
  stop(): void;
  getSettings(): MediaTrackSettings;
}

export interface FakePrompt {
  readonly kinds: readonly ('audio' | 'video')[];
  allow(): void;
  refuse(name: string): void;
}

export interface FakeDevices {
  /** Requests that have no answer yet. */
  readonly prompts: FakePrompt[];
  /** Every track that was ever given. */
  readonly tracks: FakeTrack[];
  /** Kinds of the tracks that capture now. */
  capturing(): string[];
  /** The system takes the microphone, or gives it back. */
  seize(isMuted: boolean): void;
}

function createTrack(kind: 'audio' | 'video'): FakeTrack {
  const track: Omit<FakeTrack, keyof EventTarget> = {
    kind,
    label: kind,
    enabled: true,
    muted: false,
    contentHint: '',
    readyState: 'live',
    onended: null,
    onmute: null,
    onunmute: null,
    stop() {
      this.readyState = 'ended';
    },
    getSettings: () => ({ deviceId: `${kind}-1` }),
  };
  return Object.assign(new EventTarget(), track);
}

/** Puts them into this process's `navigator`, for as long as the test file runs. */
export function installFakeDevices(): FakeDevices {
  const prompts: FakePrompt[] = [];
  const tracks: FakeTrack[] = [];

  function getUserMedia(constraints: MediaStreamConstraints): Promise<{ getTracks: () => FakeTrack[] }> {
    const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind]);
    return new Promise((resolve, reject) => {
      prompts.push({
        kinds,
        allow() {
          const given = kinds.map(createTrack);
          tracks.push(...given);
          resolve({ getTracks: () => given });
        },
        refuse: (name) => reject(new DOMException('refused', name)),
      });
    });
  }

  const mediaDevices = Object.assign(new EventTarget(), { getUserMedia, enumerateDevices: () => Promise.resolve([]) });
  Object.defineProperty(globalThis, 'screen', { value: {}, configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: { mediaDevices }, configurable: true });

  return {
    prompts,
    tracks,
    capturing: () => tracks.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind),
    seize(isMuted) {
      for (const track of tracks.filter(({ kind }) => kind === 'audio')) {
        track.muted = isMuted;
        (isMuted ? track.onmute : track.onunmute)?.();
      }
    },
  };
}

/** Lets promises that are settled be noticed. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
