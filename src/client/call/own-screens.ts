import { effect, signal, type ReadonlySignal } from '@preact/signals-core';
import { isInCall, type CallState } from './call-state.ts';
import type { Messages } from './conversations.ts';
import type { CapturedScreen, ScreenProblem, ScreenSource } from './ports.ts';
import { MAX_SHARES } from './share-message.ts';
import type { ShareId } from './share-state.ts';
import type { ScreenContent } from './video/screen-size.ts';
import type { PixelSize } from './view.ts';

/** Our own screens: from the browser's picker to the end of sharing, whoever ends it. Tells the others of them. */
export interface OwnScreens {
  readonly streams: ReadonlySignal<ReadonlyMap<ShareId, MediaStream>>;
  /** What is on each of them: as is usual for it, until the person says otherwise. */
  readonly contents: ReadonlySignal<ReadonlyMap<ShareId, ScreenContent>>;
  setContent(share: ShareId, content: ScreenContent): void;
  /** In pixels; null where that is not known. */
  sizeOf(share: ShareId): PixelSize | null;
  /** False where the browser has no screens to share. */
  readonly canShare: boolean;
  /** Lets the person choose one more, up to `MAX_SHARES`; to be called from a click. */
  start(): Promise<void>;
  /** Stops one of them; without a name, all. */
  stop(share?: ShareId): void;
  onProblem(listener: (problem: ScreenProblem) => void): () => void;
}

export interface OwnScreensOptions {
  readonly source: ScreenSource | null;
  readonly idPrefix: string;
  readonly call: ReadonlySignal<CallState>;
  readonly messages: Pick<Messages, 'greet' | 'sendToAll'>;
}

export function createOwnScreens({ source, idPrefix, call, messages }: OwnScreensOptions): OwnScreens {
  const captured = new Map<ShareId, CapturedScreen>();
  const streams = signal<ReadonlyMap<ShareId, MediaStream>>(new Map());
  const contents = signal<ReadonlyMap<ShareId, ScreenContent>>(new Map());
  const problemListeners = new Set<(problem: ScreenProblem) => void>();
  let count = 0;
  let isChoosing = false;

  const announcement = () => ({ type: 'shares' as const, shares: [...captured.keys()] });

  /** Tells before it hangs up, so that nobody takes the end of a screen for a fault. */
  function publish(): void {
    messages.sendToAll(announcement());
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
    if (!isInCall(call.peek())) {
      screen.stop();
      return;
    }
    const id = `${idPrefix}_${count++}`;
    captured.set(id, screen);
    screen.onEnded(() => stop(id));
    setContent(id, screen.usualContent);
    publish();
  }

  async function start(): Promise<void> {
    if (!source || isChoosing || captured.size >= MAX_SHARES) return;
    isChoosing = true;
    const outcome = await source.capture();
    isChoosing = false;
    if (outcome === 'cancelled') return;
    if (typeof outcome === 'string') problemListeners.forEach((listener) => listener(outcome));
    else share(outcome);
  }

  messages.greet(() => [announcement()]);
  effect(() => {
    if (!isInCall(call.value) && captured.size > 0) stop();
  });

  return {
    streams,
    contents,
    setContent,
    sizeOf: (id) => captured.get(id)?.size() ?? null,
    canShare: source !== null,
    start,
    stop,
    onProblem(listener) {
      problemListeners.add(listener);
      return () => void problemListeners.delete(listener);
    },
  };
}
