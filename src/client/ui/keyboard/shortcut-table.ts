import { isTurnedOn } from '../../call/devices/device-state.ts';
import type { DeviceKind } from '../../call/ports/local-media.ts';
import type { AppContext } from '../context.ts';
import type { Shortcut } from './shortcuts.ts';

type Actions = Pick<AppContext, 'call' | 'media' | 'together' | 'panel' | 'leaveGuard'> & {
  readonly showHelp: () => void;
};

/** Every shortcut of the room: a line here is all it takes, the list that `?` shows included. */
export function shortcutTable({ call, media, together, panel, leaveGuard, showHelp }: Actions): readonly Shortcut[] {
  const toggle = (kind: DeviceKind): void => void media.setEnabled(kind, !isTurnedOn(media[kind].peek()));
  const talk = createPushToTalk(media);
  return [
    { key: 'm', label: 'shortcuts.microphone', press: () => toggle('microphone') },
    { key: 'v', label: 'shortcuts.camera', press: () => toggle('camera') },
    { key: ' ', label: 'shortcuts.talk', press: talk.start, release: talk.stop },
    { key: 's', label: 'shortcuts.screen', isGrave: true, press: () => toggleScreen(call) },
    { key: 'c', label: 'shortcuts.chat', press: () => (panel.value = panel.peek() === 'chat' ? null : 'chat') },
    {
      key: 'h',
      label: 'shortcuts.hand',
      isGrave: true,
      press: () => together.hands.setRaised(!together.hands.isRaised.peek()),
    },
    { key: 'l', label: 'shortcuts.leave', isGrave: true, press: () => leaveGuard.confirm('key') && call.leave() },
    { key: '?', label: 'shortcuts.help', press: showHelp },
  ];
}

function toggleScreen({ screens }: Actions['call']): void {
  if (!screens.canShare) return;
  if (screens.shown.peek().some(({ isSelf }) => isSelf)) screens.stop();
  else void screens.start();
}

/** Heard while the key is down; somebody who is not muted stays unmuted. */
function createPushToTalk(media: Actions['media']): { start: () => void; stop: () => void } {
  let isTalking = false;
  return {
    start() {
      if (isTurnedOn(media.microphone.peek())) return;
      isTalking = true;
      void media.setEnabled('microphone', true);
    },
    stop() {
      if (isTalking) void media.setEnabled('microphone', false);
      isTalking = false;
    },
  };
}
