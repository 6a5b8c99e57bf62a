import {
  Coffee,
  Hand,
  Keyboard,
  LayoutTemplate,
  Lock,
  MessageSquare,
  Mic,
  MicOff,
  Paperclip,
  PhoneOff,
  ScreenShare,
  ScreenShareOff,
  Settings,
  ShieldQuestionMark,
  SmilePlus,
  SwitchCamera,
  Timer,
  UserPlus,
  Users,
  Video,
  VideoOff,
} from 'lucide';
import { isTurnedOn } from '../../call/devices/device-state.ts';
import type { DeviceKind } from '../../call/ports/local-media.ts';
import { ReactionsControl } from '../chat/reactions.tsx';
import type { AppContext } from '../context.ts';
import type { Action } from './action.ts';
import { deviceControl } from './device-control.tsx';

const device = (kind: DeviceKind, entry: Omit<Action, 'place'>): Action => ({
  ...entry,
  place: 'devices',
  isPressed: ({ media }) => isTurnedOn(media[kind].value),
  press: ({ media }) => void media.setEnabled(kind, !isTurnedOn(media[kind].peek())),
  Control: deviceControl(kind),
});

const isSharing = ({ call }: AppContext): boolean => call.screens.shown.value.some(({ isSelf }) => isSelf);

/** A person who is not muted stays unmuted when the key is released. */
function talk({ media }: AppContext): () => void {
  if (isTurnedOn(media.microphone.peek())) return () => undefined;
  void media.setEnabled('microphone', true);
  return () => void media.setEnabled('microphone', false);
}

export const MICROPHONE = device('microphone', {
  id: 'mic',
  icon: MicOff,
  pressedIcon: Mic,
  label: 'device.turnOnMicrophone',
  pressedLabel: 'device.turnOffMicrophone',
  shortcut: { key: 'm', label: 'shortcuts.microphone' },
});

export const CAMERA = device('camera', {
  id: 'camera',
  icon: VideoOff,
  pressedIcon: Video,
  label: 'device.turnOnCamera',
  pressedLabel: 'device.turnOffCamera',
  shortcut: { key: 'v', label: 'shortcuts.camera' },
});

export const FLIP: Action = {
  id: 'flip',
  place: 'own',
  icon: SwitchCamera,
  label: 'device.flip',
  press: ({ media }) => media.flipCamera(),
  // Phones have a camera on either side.
  isOffered: ({ media }) => media.facing.value !== null && media.devices.value.camera.length > 1,
};

/** Its button is the number of people: bar.tsx. */
export const PEOPLE: Action = {
  id: 'people-toggle',
  place: 'none',
  icon: Users,
  label: 'people.title',
  shortcut: { key: 'p' },
  isPressed: ({ panel }) => panel.value === 'people',
  press: ({ panel }) => void (panel.value = panel.peek() === 'people' ? null : 'people'),
};

/** The list that `?` shows. */
export const SHORTCUT_LIST: Action = {
  id: 'shortcuts',
  place: 'none',
  icon: Keyboard,
  label: 'shortcuts.title',
  shortcut: { key: '?', label: 'shortcuts.help' },
  press: ({ dialogs }) => dialogs.show('shortcuts'),
};

/**
 * Everything a person can do in a call. The bar, its menu, the tooltips, the keyboard and the list of shortcuts are
 * made from this table, in its order. Those that have a button elsewhere too have a name.
 */
export const ACTIONS: readonly Action[] = [
  MICROPHONE,
  CAMERA,
  { id: 'talk', place: 'none', icon: Mic, label: 'shortcuts.talk', shortcut: { key: ' ', hold: talk } },
  {
    id: 'screen',
    place: 'sharing',
    icon: ScreenShare,
    pressedIcon: ScreenShareOff,
    label: 'screen.share',
    pressedLabel: 'screen.stop',
    shortcut: { key: 's', label: 'shortcuts.screen', isGrave: true },
    isPressed: isSharing,
    press: (app) => (isSharing(app) ? app.call.screens.stop() : void app.call.screens.start()),
    isOffered: ({ call }) => call.screens.canShare && call.hosting.mayShareScreen.value,
  },
  {
    id: 'chat-toggle',
    place: 'sharing',
    icon: MessageSquare,
    label: 'chat.toggle',
    shortcut: { key: 'c', label: 'shortcuts.chat' },
    isPressed: ({ panel }) => panel.value === 'chat',
    press: ({ panel }) => void (panel.value = panel.peek() === 'chat' ? null : 'chat'),
    badge: { count: ({ together }) => together.chat.unread.value, label: 'chat.toggleUnread' },
  },
  PEOPLE,
  FLIP,
  {
    id: 'hand',
    place: 'say',
    icon: Hand,
    label: 'hand.raise',
    pressedLabel: 'hand.lower',
    shortcut: { key: 'h', label: 'shortcuts.hand', isGrave: true },
    isPressed: ({ together }) => together.hands.isRaised.value,
    press: ({ together: { hands } }) => hands.setRaised(!hands.isRaised.peek()),
  },
  { id: 'reactions', place: 'say', icon: SmilePlus, label: 'reactions.title', Control: ReactionsControl },
  {
    id: 'file',
    place: 'say',
    icon: Paperclip,
    label: 'files.pick',
    press: ({ fileChoice }) => fileChoice.input.current?.click(),
  },
  { id: 'invite', place: 'room', icon: UserPlus, label: 'room.invite', press: ({ dialogs }) => dialogs.show('invite') },
  {
    id: 'lock',
    place: 'room',
    icon: Lock,
    label: 'lock.lock',
    pressedLabel: 'lock.unlock',
    isPressed: ({ call }) => call.state.value.roster.isLocked,
    press: ({ call }) => call.setLocked(!call.state.peek().roster.isLocked),
    isOffered: ({ call }) => call.hosting.isDoorkeeper.value,
  },
  {
    id: 'stopwatch',
    place: 'room',
    icon: Timer,
    label: 'stopwatch.start',
    pressedLabel: 'stopwatch.stop',
    shortcut: { key: 't', label: 'shortcuts.timer', isGrave: true },
    isPressed: ({ together }) => together.stopwatch.isRunning.value,
    press: ({ dialogs, together: { stopwatch } }) =>
      stopwatch.isRunning.peek() ? stopwatch.stop() : dialogs.show('stopwatch'),
  },
  {
    id: 'safety',
    place: 'room',
    icon: ShieldQuestionMark,
    label: 'safety.title',
    press: ({ dialogs }) => dialogs.show('safety'),
  },
  {
    id: 'layout',
    place: 'own',
    icon: LayoutTemplate,
    label: 'layout.title',
    press: ({ dialogs }) => dialogs.show('layout'),
  },
  {
    id: 'away',
    place: 'own',
    icon: Coffee,
    label: 'away.go',
    pressedLabel: 'away.back',
    isPressed: ({ together }) => together.away.isAway.value,
    press: ({ together: { away } }) => away.setAway(!away.isAway.peek()),
  },
  {
    id: 'settings',
    place: 'own',
    icon: Settings,
    label: 'settings.title',
    press: ({ dialogs }) => dialogs.show('settings'),
  },
  {
    id: 'leave',
    place: 'leave',
    icon: PhoneOff,
    label: 'room.leave',
    shortcut: {
      key: 'l',
      label: 'shortcuts.leave',
      isGrave: true,
      press({ call, leaveGuard }) {
        if (leaveGuard.confirm('key')) call.leave();
      },
    },
    press: ({ call }) => call.leave(),
  },
  SHORTCUT_LIST,
];
