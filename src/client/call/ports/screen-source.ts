import type { PixelSize, ScreenContent } from '../words.ts';

/** What a person let us have of their screen. */
export interface CapturedScreen {
  readonly stream: MediaStream;
  /** What is probably on it: a tab with sound shows a film, more often than not. */
  readonly usualContent: ScreenContent;
  /** Captures it as suits what is on it. */
  setContent(content: ScreenContent): void;
  /** As it is now: a window that is shared can be resized. Null while the browser does not tell. */
  size(): PixelSize | null;
  /** Calls back once when it ends by itself: the browser's own button, a window that was closed. */
  onEnded(listener: () => void): void;
  stop(): void;
}

/** Why there is no screen, where it is not the person who did not want to. */
export type ScreenProblem = 'blocked' | 'failed';

/** Lets a person choose a screen, a window or a tab: media/screen-capture.ts. */
export interface ScreenSource {
  /** To be called from a click; `cancelled` when the person chose nothing. */
  capture(): Promise<CapturedScreen | ScreenProblem | 'cancelled'>;
}
