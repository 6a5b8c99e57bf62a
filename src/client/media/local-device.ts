import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { DeviceKind, DeviceProblem, DeviceState } from '../call/ports/local-media.ts';

/** One's microphone, or one's camera: wanted or not, there or not, taken away and given back. */
export interface LocalDevice {
  readonly state: ReadonlySignal<DeviceState>;
  readonly track: ReadonlySignal<MediaStreamTrack | null>;
  readonly isWanted: boolean;
  /** To be called before asking the browser for a first track; `settle` takes the answer, and another track later. */
  begin(): void;
  settle(outcome: MediaStreamTrack | DeviceProblem): void;
  /** Turns it on or off; true when the browser has to be asked for it. */
  setEnabled(isEnabled: boolean): boolean;
  /** Lets go of it without forgetting whether it is wanted. */
  suspend(): void;
}

export interface LocalDeviceOptions {
  readonly kind: DeviceKind;
  readonly isWanted: boolean;
  /** The device went away while it was wanted: unplugged, or taken by the system. */
  readonly onLost: () => void;
}

/**
 * A camera that is turned off is let go, so that its light goes out; a microphone is only muted, so that the first
 * word after unmuting is heard.
 */
export function createLocalDevice({ kind, isWanted: isWantedAtFirst, onLost }: LocalDeviceOptions): LocalDevice {
  const state = signal<DeviceState>({ status: 'off' });
  const track = signal<MediaStreamTrack | null>(null);
  let isWanted = isWantedAtFirst;

  /** The next track, if any, is there before the one in use is let go, so that the others see no gap. */
  function use(next: MediaStreamTrack | null): void {
    const held = track.peek();
    track.value = next;
    if (!held) return;
    held.onended = held.onmute = held.onunmute = null;
    held.stop();
  }

  const release = (): void => use(null);

  function stateWith(held: MediaStreamTrack): DeviceState {
    if (!isWanted) return { status: 'off' };
    return { status: held.muted ? 'silenced' : 'on' };
  }

  function hold(taken: MediaStreamTrack): void {
    taken.onended = () => {
      release();
      state.value = { status: 'off' };
      if (isWanted) onLost();
    };
    // The system mutes a track while it needs the device itself, as for a phone call on iOS.
    taken.onmute = taken.onunmute = () => {
      state.value = stateWith(taken);
    };
    taken.enabled = isWanted;
    use(taken);
    state.value = stateWith(taken);
  }

  return {
    state,
    track,
    get isWanted() {
      return isWanted;
    },
    begin() {
      state.value = { status: 'starting' };
    },
    settle(outcome) {
      if (typeof outcome === 'string') {
        release();
        state.value = isWanted ? { status: 'unavailable', problem: outcome } : { status: 'off' };
      } else if (isWanted || track.peek()) {
        hold(outcome);
      } else {
        outcome.stop();
        state.value = { status: 'off' };
      }
    },
    setEnabled(isEnabled) {
      isWanted = isEnabled;
      // Some browsers never answer (in-app ones): what is off can be asked for again, and what is asked for turned off.
      if (isEnabled && state.peek().status === 'starting') return false;
      const held = track.peek();
      if (isEnabled && !held) return true;
      if (kind === 'camera' && !isEnabled) release();
      if (kind === 'microphone' && held) held.enabled = isEnabled;
      // What the system holds is not on, whatever the person presses meanwhile.
      state.value = held ? stateWith(held) : { status: 'off' };
      return false;
    },
    suspend() {
      release();
      state.value = { status: 'off' };
    },
  };
}
