import { signal, type ReadonlySignal } from '@preact/signals-core';
import { mayShareScreen } from '../hosting/rights.ts';
import { isInCall, type CallState } from '../room/call-state.ts';
import type { Channel } from '../messages/channels.ts';
import type { Lifetime } from '../lifetime.ts';
import type { Notify } from '../notices/notice.ts';
import type { CapturedScreen, ScreenSource } from '../ports/screen-source.ts';
import { MAX_SHARES, type Shares } from './share-message.ts';
import type { ShareId, ScreenContent, PixelSize } from '../words.ts';

/**
 * Our own screens: from the browser's picker to the end of sharing, in the page or in the browser. Tells the others of
 * them.
 */
export interface OwnScreens {
  readonly streams: ReadonlySignal<ReadonlyMap<ShareId, MediaStream>>;
  /** What is on each of them: as is usual for it, until the person says otherwise. */
  readonly contents: ReadonlySignal<ReadonlyMap<ShareId, ScreenContent>>;
  setContent(share: ShareId, content: ScreenContent): void;
  /** In pixels; null where that is not known. */
  sizeOf(share: ShareId): PixelSize | null;
  /** False where the browser has no screens to share, and for those who are no hosts where only hosts share. */
  readonly canShare: boolean;
  /** Lets the person choose one more, up to `MAX_SHARES`; to be called from a click. */
  start(): Promise<void>;
  /** Stops one of them; without a name, all. */
  stop(share?: ShareId): void;
}

export interface OwnScreensOptions {
  readonly source: ScreenSource | null;
  readonly idPrefix: string;
  readonly call: ReadonlySignal<CallState>;
  /** Where the others are told of them. */
  readonly announcements: Pick<Channel<Shares>, 'greet' | 'sendToAll'>;
  readonly lifetime: Pick<Lifetime, 'effect'>;
  readonly notify: Notify;
}

export function createOwnScreens(options: OwnScreensOptions): OwnScreens {
  const { source, idPrefix, call, announcements, lifetime, notify } = options;
  const captured = new Map<ShareId, CapturedScreen>();
  const streams = signal<ReadonlyMap<ShareId, MediaStream>>(new Map());
  const contents = signal<ReadonlyMap<ShareId, ScreenContent>>(new Map());
  let count = 0;
  let isChoosing = false;
  /** Counts our visits to the room: what was chosen in an earlier one was not chosen for this one. */
  let visit = 0;

  const announcement = (): Shares => ({ shares: [...captured.keys()] });

  /** Tells before it hangs up, so that nobody takes the end of a screen for a fault. */
  function publish(): void {
    announcements.sendToAll(announcement());
    streams.value = new Map([...captured].map(([share, { stream }]) => [share, stream]));
  }

  function setContent(share: ShareId, content: ScreenContent): void {
    const screen = captured.get(share);
    if (!screen) return;
    screen.setContent(content);
    contents.value = new Map(contents.peek()).set(share, content);
  }

  function stop(share?: ShareId): void {
    const stopped = share === undefined ? [...captured.keys()] : [share];
    for (const each of stopped) {
      captured.get(each)?.stop();
      captured.delete(each);
    }
    contents.value = new Map([...contents.peek()].filter(([id]) => captured.has(id)));
    publish();
  }

  function share(screen: CapturedScreen): void {
    const id = `${idPrefix}_${count++}`;
    captured.set(id, screen);
    screen.onEnded(() => stop(id));
    setContent(id, screen.usualContent);
    publish();
  }

  async function start(): Promise<void> {
    if (!source || !mayShareScreen(call.peek()) || isChoosing || captured.size >= MAX_SHARES) return;
    isChoosing = true;
    const chosenIn = visit;
    const outcome = await source.capture().catch(() => 'failed' as const);
    isChoosing = false;
    if (outcome === 'cancelled') return;
    if (typeof outcome === 'string') notify({ type: `screen.${outcome}` });
    else if (chosenIn === visit && isInCall(call.peek()) && mayShareScreen(call.peek())) share(outcome);
    else outcome.stop();
  }

  announcements.greet(announcement);
  lifetime.effect(() => {
    if (isInCall(call.value)) return;
    visit += 1;
    if (captured.size > 0) stop();
  });

  return {
    streams,
    contents,
    setContent,
    sizeOf: (id) => captured.get(id)?.size() ?? null,
    get canShare() {
      return source !== null && mayShareScreen(call.value);
    },
    start,
    stop,
  };
}
