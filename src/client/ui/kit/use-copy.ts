import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';

const COPIED_SHOWN_MS = 2500;

const MAC = /Mac|iPhone|iPad/;

/** The keys that copy what is selected. */
export const copyKeys = (platform: string): string => (MAC.test(platform) ? '⌘C' : 'Ctrl+C');

/** `by-hand` where the browser lets no page write to the clipboard: http pages, and where the person forbade it. */
export type CopyState = 'idle' | 'copied' | 'by-hand';

/** @param field shows the text, where it is always shown; selected, so that it can be copied by hand */
export function useCopy(field?: RefObject<HTMLInputElement | null>): {
  readonly state: ReadonlySignal<CopyState>;
  copy(text: string): Promise<void>;
} {
  const state = useSignal<CopyState>('idle');
  return {
    state,
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text);
        state.value = 'copied';
        setTimeout(() => (state.value = 'idle'), COPIED_SHOWN_MS);
      } catch {
        state.value = 'by-hand';
      }
      field?.current?.focus();
      field?.current?.select();
    },
  };
}
