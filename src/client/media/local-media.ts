import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import { findChosen } from '../call/devices/device-wish.ts';
import { createListeners } from '../call/listeners.ts';
import type { DeviceKind, DeviceNotice, LocalMedia } from '../call/ports/local-media.ts';
import { createCameraSize } from './camera-size.ts';
import type { Preferences } from '../call/devices/preferences.ts';
import { createCameraSide } from './camera-side.ts';
import { PICTURE } from './constraints.ts';
import { createDeviceCapture } from './device-capture.ts';
import { listDevices } from './device-lists.ts';
import { createLevelMeter, type LevelMeter } from './level-meter.ts';
import { createLocalDevice, type LocalDevice } from './local-device.ts';
import { createMutedLevel } from './muted-level.ts';
import { createPreview } from './preview.ts';

const KINDS = ['microphone', 'camera'] as const;

/** One's own microphone and camera, together: asked for with one prompt, and taken up again when they come back. */
export function createLocalMedia(
  wanted: Readonly<Record<DeviceKind, boolean>>,
  preferences: ReadonlySignal<Preferences>,
): LocalMedia {
  const { add: onNotice, tell: notify } = createListeners<DeviceNotice>();

  const create = (kind: DeviceKind): LocalDevice =>
    createLocalDevice({ kind, isWanted: wanted[kind], onLost: () => void replaceLost(kind) });
  const devices: Record<DeviceKind, LocalDevice> = { microphone: create('microphone'), camera: create('camera') };
  const listed = listDevices();
  const side = createCameraSide(devices.camera.track, preferences);
  const capturing = createDeviceCapture({ devices, listed, preferences, facing: side.wished, notify });
  const speakerId = computed(() => findChosen(listed.lists.value.speaker, preferences.value.speaker)?.id ?? '');

  /** Another device of that kind takes over, if there is one. */
  async function replaceLost(kind: DeviceKind): Promise<void> {
    await listed.refresh();
    await capturing.start([kind]);
    if (capturing.isSuspended) return;
    const track = devices[kind].track.peek();
    notify(track ? { type: 'switched', kind, label: track.label } : { type: 'lost', kind });
  }

  /** What was missing or taken by another program may be there now. The permission is given: nobody is asked again. */
  async function onDevicesChanged(): Promise<void> {
    await listed.refresh();
    const missing = KINDS.filter((kind) => {
      const state = devices[kind].state.peek();
      return devices[kind].isWanted && state.status === 'unavailable' && ['missing', 'busy'].includes(state.problem);
    });
    await capturing.start(missing);
    for (const kind of missing) {
      const track = devices[kind].track.peek();
      if (track) notify({ type: 'switched', kind, label: track.label });
    }
  }

  const startWanted = (): void =>
    void capturing.start(KINDS.filter((kind) => devices[kind].isWanted && devices[kind].state.peek().status === 'off'));

  if ('mediaDevices' in navigator) {
    navigator.mediaDevices.addEventListener('devicechange', () => void onDevicesChanged());
  }
  startWanted();

  const tracks = computed(() => ({ audio: devices.microphone.track.value, video: devices.camera.track.value }));
  const cameraSize = createCameraSize(devices.camera.track, PICTURE);
  const mutedLevel = createMutedLevel(devices.microphone);
  const isPreviewSparse = signal(false);
  let meter: { track: MediaStreamTrack; levels: LevelMeter } | null = null;

  return {
    microphone: devices.microphone.state,
    camera: devices.camera.state,
    tracks,
    preview: createPreview(
      devices.camera.track,
      computed(() => isPreviewSparse.value && !cameraSize.isLarge.value),
    ),
    setPreviewSparse(isSparse) {
      isPreviewSparse.value = isSparse;
    },
    cameraSize: cameraSize.current,
    setCameraSize: cameraSize.set,
    devices: listed.lists,
    cameraId: computed(() => devices.camera.track.value?.getSettings().deviceId ?? null),
    facing: side.present,
    speakerId,
    flipCamera: side.flip,
    async playTestSound() {
      const { playTestSound } = await import('./test-sound.ts');
      return playTestSound(speakerId.peek());
    },
    async setEnabled(kind, isEnabled) {
      if (devices[kind].setEnabled(isEnabled)) await capturing.start([kind]);
    },
    audioLevel() {
      const track = devices.microphone.track.peek();
      if (!track || devices.microphone.state.peek().status !== 'on') return 0;
      if (meter?.track !== track) {
        meter?.levels.close();
        // Made when first asked for: starting audio processing while a call comes about would delay it.
        meter = { track, levels: createLevelMeter(track) };
      }
      return meter.levels.read();
    },
    mutedLevel: mutedLevel.read,
    endMutedLevel: mutedLevel.close,
    suspend() {
      capturing.suspend();
      meter?.levels.close();
      meter = null;
    },
    resume() {
      capturing.resume();
      startWanted();
    },
    onNotice,
  };
}
