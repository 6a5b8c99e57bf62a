/** Tells a key that was pressed for its shortcut from the letters of a text. Pure. */
export type Typing =
  | { readonly type: 'quiet' }
  /** The same key, once or more, and nothing else so far: it acts when no other follows. */
  | { readonly type: 'pressed'; readonly key: string; readonly times: number }
  /** Letters of a text are for nothing here. */
  | { readonly type: 'text'; readonly untilMs: number };

export interface Keystroke {
  readonly key: string;
  readonly isShortcut: boolean;
  readonly atMs: number;
}

/** A slow typist leaves less time between two letters. */
const TEXT_PAUSE_MS = 1500;

export const QUIET: Typing = { type: 'quiet' };

export const isText = (typing: Typing, atMs: number): boolean => typing.type === 'text' && atMs < typing.untilMs;

export function afterKey(typing: Typing, { key, isShortcut, atMs }: Keystroke): Typing {
  const text: Typing = { type: 'text', untilMs: atMs + TEXT_PAUSE_MS };
  if (!isShortcut || isText(typing, atMs)) return text;
  if (typing.type !== 'pressed') return { type: 'pressed', key, times: 1 };
  return typing.key === key ? { ...typing, times: typing.times + 1 } : text;
}

/** How long a key waits for what may follow: longer where the others see it, or where it ends the call. */
export const waitMsOf = ({ isGrave = false }: { readonly isGrave?: boolean }): number => (isGrave ? 600 : 250);
