import type { ReadonlySignal } from '@preact/signals-core';
import { isSameWish, wishFor, withAnyDevice, type CaptureWish } from '../call/devices/device-wish.ts';
import type { DeviceKind, DeviceNotice, DeviceProblem, Facing } from '../call/ports/local-media.ts';
import type { Preferences } from '../call/devices/preferences.ts';
import { capture, type Captured, type Constraints } from './capture.ts';
import { constraintsFor } from './constraints.ts';
import type { ListedDevices } from './device-lists.ts';
import type { LocalDevice } from './local-device.ts';

export interface DeviceCaptureOptions {
  readonly devices: Readonly<Record<DeviceKind, LocalDevice>>;
  readonly listed: ListedDevices;
  readonly preferences: ReadonlySignal<Preferences>;
  /** Which way the camera shall look, where a person asked for that. */
  readonly facing: ReadonlySignal<Facing | null>;
  readonly notify: (notice: DeviceNotice) => void;
}

/** Asks the browser for devices as the person wants them, and asks again when they want them otherwise. */
export interface DeviceCapture {
  /** Asks for devices of which there are no tracks, and then what there is to choose from; never throws. */
  start(kinds: readonly DeviceKind[]): Promise<void>;
  /** Lets go of everything (C17); nothing is captured until `resume`, and what was asked for before never. */
  suspend(): void;
  resume(): void;
  readonly isSuspended: boolean;
}

const KINDS = ['microphone', 'camera'] as const;

type Outcome = MediaStreamTrack | DeviceProblem;

function letGo(captured: Captured): void {
  for (const outcome of Object.values(captured)) if (typeof outcome !== 'string') outcome.stop();
}

export function createDeviceCapture({
  devices,
  listed,
  preferences,
  facing,
  notify,
}: DeviceCaptureOptions): DeviceCapture {
  /** What the tracks in use were asked for with, and what could not be had: it is not asked for again unprompted. */
  const granted = new Map<DeviceKind, CaptureWish>();
  const refused = new Map<DeviceKind, CaptureWish>();
  const switching = new Set<DeviceKind>();
  let isSuspended = false;
  /** Counts the times when everything was let go of: a prompt may be answered long after that. */
  let era = 0;

  const isHeld = (kind: DeviceKind): boolean => devices[kind].track.peek() !== null;

  function wishOf(kind: DeviceKind): CaptureWish {
    const wanted = { kind, preferences: preferences.peek(), devices: listed.lists.peek(), facing: facing.peek() };
    return wishFor(wanted, isHeld(kind) ? (granted.get(kind) ?? null) : null);
  }

  const constraintsOf = (kind: DeviceKind, wish: CaptureWish): MediaTrackConstraints =>
    constraintsFor(kind, wish, (deviceId) => listed.lists.peek()[kind].some(({ id }) => id === deviceId));

  /** Null when everything was let go of meanwhile; then so is what has come. */
  async function request(kinds: readonly DeviceKind[], constraints: Constraints): Promise<Captured | null> {
    const askedIn = era;
    const captured = await capture(kinds, constraints, () => era === askedIn);
    if (era === askedIn) return captured;
    letGo(captured);
    return null;
  }

  async function ask(kind: DeviceKind, wish: CaptureWish): Promise<Outcome | null> {
    const constraints = constraintsOf(kind, wish);
    const captured = await request([kind], { microphone: constraints, camera: constraints });
    return captured && (captured[kind] ?? 'unknown');
  }

  function settle(kind: DeviceKind, wish: CaptureWish, outcome: Outcome): void {
    devices[kind].settle(outcome);
    if (typeof outcome === 'string') return;
    // The browser may have given another one than was wished for.
    const isTheOne = wish.deviceId === outcome.getSettings().deviceId;
    granted.set(kind, isTheOne ? wish : { ...wish, deviceId: null });
  }

  /** Settles for any other device where the one that was wished for is not to be had. */
  async function settleOrFallBack(kind: DeviceKind, wish: CaptureWish, outcome: Outcome): Promise<void> {
    const isElsewhere = outcome === 'missing' || outcome === 'busy';
    const modest = withAnyDevice(wish);
    if (isElsewhere && !isSameWish(modest, wish)) {
      refused.set(kind, wish);
      const other = await ask(kind, modest);
      if (other !== null) settle(kind, modest, other);
    } else {
      settle(kind, wish, outcome);
    }
  }

  async function start(kinds: readonly DeviceKind[]): Promise<void> {
    if (isSuspended) return;
    const wishes = { microphone: wishOf('microphone'), camera: wishOf('camera') };
    for (const kind of kinds) devices[kind].begin();
    const constraints = {
      microphone: constraintsOf('microphone', wishes.microphone),
      camera: constraintsOf('camera', wishes.camera),
    };
    const captured = kinds.length > 0 ? await request(kinds, constraints) : {};
    if (captured === null) return;
    const capturedIn = era;
    for (const kind of kinds) {
      await settleOrFallBack(kind, wishes[kind], captured[kind] ?? 'unknown');
      if (era === capturedIn) continue;
      letGo(captured);
      return;
    }
    await listed.refresh();
    for (const kind of kinds) void follow(kind, false);
  }

  /** False when everything was let go of meanwhile. */
  async function exchange(kind: DeviceKind, wish: CaptureWish): Promise<boolean> {
    const begunIn = era;
    let outcome = await ask(kind, wish);
    if (outcome === 'busy') {
      // Phones open one camera at a time.
      devices[kind].suspend();
      devices[kind].begin();
      outcome = await ask(kind, wish);
    }
    if (outcome === null) return false;
    if (typeof outcome !== 'string') settle(kind, wish, outcome);
    else if (isHeld(kind)) refused.set(kind, wish);
    else await settleOrFallBack(kind, wish, outcome);
    return era === begunIn;
  }

  /** Takes other tracks for those in use until they are what is wished for, which may change meanwhile. */
  async function follow(kind: DeviceKind, isNews: boolean): Promise<void> {
    if (switching.has(kind)) return;
    switching.add(kind);
    const isSettled = (wish: CaptureWish): boolean =>
      [granted.get(kind), refused.get(kind)].some((known) => known !== undefined && isSameWish(known, wish));
    for (let wish = wishOf(kind); isHeld(kind) && !isSettled(wish); wish = wishOf(kind)) {
      if (!(await exchange(kind, wish))) break;
      if (!isSettled(wish)) refused.set(kind, wish);
      tell(kind, wish, isNews);
    }
    switching.delete(kind);
  }

  function tell(kind: DeviceKind, { deviceId }: CaptureWish, isNews: boolean): void {
    const label = listed.lists.peek()[kind].find(({ id }) => id === deviceId)?.label;
    if (label === undefined) return;
    const isRefused = refused.get(kind)?.deviceId === deviceId;
    if (isRefused || isNews) notify({ type: isRefused ? 'refused' : 'switched', kind, label });
  }

  /** Takes the microphone that the system has chosen now, where the person leaves the choice to the system. */
  async function followSystem(label: string): Promise<void> {
    const before = granted.get('microphone');
    const isLeftToSystem = before?.deviceId === null && wishOf('microphone').deviceId === null;
    if (!isHeld('microphone') || !isLeftToSystem) return;
    granted.delete('microphone');
    refused.delete('microphone');
    await follow('microphone', false);
    if (granted.has('microphone')) notify({ type: 'switched', kind: 'microphone', label });
    else granted.set('microphone', before);
  }

  const followAll = (isNews: boolean): void => KINDS.forEach((kind) => void follow(kind, isNews));

  // A new choice means: try what was refused again. So does a device that was plugged in anew.
  let choices = preferences.peek();
  preferences.subscribe((next) => {
    for (const kind of KINDS) if (next[kind] !== choices[kind]) refused.delete(kind);
    choices = next;
    followAll(false);
  });
  facing.subscribe(() => void follow('camera', false));
  // A track stays with the microphone it began with, also where that was the system's choice.
  let systemId = listed.systemMicrophone.peek()?.id;
  listed.systemMicrophone.subscribe((chosen) => {
    const isAnother = systemId !== undefined && chosen !== null && chosen.id !== systemId;
    systemId = chosen?.id ?? systemId;
    if (isAnother) void followSystem(chosen.label);
  });
  listed.lists.subscribe((lists) => {
    for (const [kind, { deviceId }] of refused) {
      if (!lists[kind].some(({ id }) => id === deviceId)) refused.delete(kind);
    }
    followAll(true);
  });
  return {
    start,
    suspend() {
      era += 1;
      isSuspended = true;
      for (const kind of KINDS) devices[kind].suspend();
    },
    resume() {
      isSuspended = false;
    },
    get isSuspended() {
      return isSuspended;
    },
  };
}
