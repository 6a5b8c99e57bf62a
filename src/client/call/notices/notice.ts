/** The sounds there are: media/chimes.ts plays them. */
export type ChimeName = 'join' | 'leave' | 'knock' | 'message' | 'hand' | 'time';

/** What a kind of notice makes. Its words are `notice.<type>` in the locales. */
interface NoticeKind {
  /**
   * Usually a toast: shown for a few seconds and read out by screen readers. `read-out`: only read out, because the page
   * shows it elsewhere. `card`: neither, because the page has something for it that stays and is read out.
   */
  readonly shown?: 'read-out' | 'card';
  readonly chime?: ChimeName;
  /**
   * Told in the title of the tab and by the system while the page is hidden, in these words (`notice.<outside>`). The
   * text of a message is never among them: a system keeps what it has shown, and shows it over a shared screen and over
   * a locked one.
   */
  readonly outside?: 'joined' | 'knocked' | 'wrote' | 'wroteToYou' | 'file.offered';
}

const KINDS = {
  joined: { chime: 'join', outside: 'joined' },
  left: { chime: 'leave' },
  lost: { chime: 'leave' },
  /** By a host. */
  removed: { chime: 'leave' },
  /** The cards of those who knock: ui/room/knocks.tsx. */
  knocked: { shown: 'card', chime: 'knock', outside: 'knocked' },
  locked: {},
  unlocked: {},
  /** The room is open again. */
  lapsed: {},
  flooded: {},
  /** An error of our own code, after which the call goes on. */
  failed: {},
  /** We are a host now. */
  'now-host': {},
  /** The host key of our link is of no use in this room. */
  'host-key-stale': {},
  'muted-on-entry': {},
  /** We talk, and nobody hears it. */
  'muted-talk': {},
  /** Our screens have ended: only hosts share theirs now. */
  'screens-for-hosts': {},
  /** A host turned this off; `name` is theirs. */
  'asked.mute': {},
  'asked.camera-off': {},
  'asked.lower-hand': {},
  'asked.stop-screen': {},
  message: { chime: 'message', outside: 'wrote' },
  privateMessage: { chime: 'message', outside: 'wroteToYou' },
  hand: { chime: 'hand' },
  'stopwatch.started': {},
  'stopwatch.stopped': {},
  'stopwatch.ended': { chime: 'time' },
  sharing: {},
  'screen.blocked': {},
  'screen.failed': {},
  'switched.microphone': {},
  'switched.camera': {},
  'deviceLost.microphone': {},
  'deviceLost.camera': {},
  deviceRefused: {},
  'notTaken.too-many': {},
  'notTaken.empty': {},
  'notTaken.unreadable': {},
  /** Files have a list of their own: ui/files/. */
  'file.offered': { shown: 'read-out', outside: 'file.offered' },
  'file.over': { shown: 'read-out' },
} satisfies Record<string, NoticeKind>;

export type NoticeType = keyof typeof KINDS;

/** Everything that a person is told of. One row and its words in each language are a new notice. */
export const NOTICES: Readonly<Record<NoticeType, NoticeKind>> = KINDS;

export interface Notice {
  readonly type: NoticeType;
  /** Of the participant whom it is about; empty for a guest. */
  readonly name?: string;
  /** The label of a device, the text of a message, a file and what became of it. */
  readonly detail?: string;
}

export type Notify = (notice: Notice) => void;

/** A message is not shown over the chat that shows it; the log reads it out. */
export const isMessage = ({ type }: Notice): boolean => type === 'message' || type === 'privateMessage';
