import type { Call } from '../call/call.ts';
import type { Settings } from '../call/devices/preferences.ts';
import type { DeviceState, LocalMedia } from '../call/ports/local-media.ts';
import type { PageOptions } from './page-options.ts';

/** Whether somebody left a device on; null for one that could not be had, and for one that a link turned off. */
function choiceOf({ status }: DeviceState, isOffered: boolean): boolean | null {
  if (status === 'unavailable' || (status === 'off' && !isOffered)) return null;
  return status !== 'off';
}

export interface RememberDevicesOptions {
  readonly call: Pick<Call, 'state'>;
  readonly media: Pick<LocalMedia, 'microphone' | 'camera'>;
  readonly settings: Pick<Settings, 'change'>;
  /** What the link asked for. */
  readonly options: Pick<PageOptions, 'microphone' | 'camera'>;
}

/** Remembers for the next time which devices are on when a person goes from the lobby into the room. */
export function rememberDevices({ call, media, settings, options }: RememberDevicesOptions): void {
  let before = call.state.peek().phase;
  call.state.subscribe(({ phase }) => {
    const isEntry = before === 'lobby' && phase === 'joining';
    before = phase;
    if (!isEntry) return;
    const microphone = choiceOf(media.microphone.peek(), options.microphone);
    const camera = choiceOf(media.camera.peek(), options.camera);
    settings.change({
      ...(microphone !== null && { startsWithMicrophone: microphone }),
      ...(camera !== null && { startsWithCamera: camera }),
    });
  });
}
