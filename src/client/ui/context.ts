import type { ReadonlySignal, Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Call } from '../call/call.ts';
import type { Amplifier } from '../call/ports/amplifier.ts';
import type { ChatPerson } from '../call/together/chat.ts';
import type { Files } from '../call/files/files.ts';
import type { LocalMedia } from '../call/ports/local-media.ts';
import type { NewVersion } from '../call/room/new-version.ts';
import type { OwnTabs } from '../call/room/own-tabs.ts';
import type { Toasts } from '../call/notices/toasts.ts';
import type { SafetyState } from '../call/safety/safety-state.ts';
import type { Settings } from '../call/devices/preferences.ts';
import type { Dialogs } from './room/dialogs.ts';
import type { FileChoice } from './files/file-choice.ts';
import type { LeaveGuard } from './room/leave-guard.ts';
import type { Playback } from './tile/playback.ts';
import type { QualityMonitor } from './quality/quality-monitor.ts';
import type { Together } from '../call/together/together.ts';
import type { PanelName } from './kit/side-panel.tsx';
import type { Volumes } from './people/volumes.ts';
import type { SpeakingMonitor } from './stage/speaking.ts';
import type { ViewMonitor } from './stage/view-monitor.ts';
import type { Staging } from './stage/staging.ts';

/** Everything that components need, given once by main.ts. */
export interface AppContext {
  readonly call: Call;
  /** Somebody's first picture may be here at any moment: what can be drawn later is. */
  readonly isPictureAwaited: ReadonlySignal<boolean>;
  /** The call has begun and its first pictures are shown: what nobody needs before is loaded from now on. */
  readonly isSettled: ReadonlySignal<boolean>;
  readonly newVersion: NewVersion;
  readonly ownTabs: OwnTabs;
  readonly files: Files;
  readonly fileChoice: FileChoice;
  readonly media: LocalMedia;
  readonly speaking: SpeakingMonitor;
  readonly playback: Playback;
  readonly quality: QualityMonitor;
  readonly views: ViewMonitor;
  readonly together: Together;
  /** The side panel that is open; there is room for one. */
  readonly panel: Signal<PanelName | null>;
  /** To whom the next message in the chat goes; null for everyone. */
  readonly chatTo: Signal<ChatPerson | null>;
  readonly volumes: Volumes;
  readonly loadAmplifier: () => Promise<Amplifier>;
  readonly staging: Staging;
  readonly toasts: Toasts;
  readonly settings: Settings;
  /** What the lobby fills in: a link's name, else the one from last time. It is remembered when it is used. */
  readonly offeredName: string;
  /** Whether anybody sits between this page and the others: docs/safety-code.md. */
  readonly safety: ReadonlySignal<SafetyState>;
  /** What the server's admin says to all rooms; empty for nothing. */
  readonly serviceNotice: ReadonlySignal<string>;
  readonly dialogs: Dialogs;
  readonly leaveGuard: LeaveGuard;
  /** Null for a room without a name that a person chose. */
  readonly roomName: string | null;
  /** What to send to others; without this person's own options in it. */
  readonly roomUrl: string;
  /** The page that checks the connection, and leads back here. */
  readonly doctorUrl: string;
  /** The page of public rooms; null where there is none. */
  readonly publicRoomsUrl: string | null;
}

export const Context = createContext<AppContext | null>(null);

export function useApp(): AppContext {
  const context = useContext(Context);
  if (!context) throw new Error('rendered outside the app');
  return context;
}
