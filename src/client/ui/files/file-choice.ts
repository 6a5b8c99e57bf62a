import { signal, type Signal } from '@preact/signals';
import { createRef, type RefObject } from 'preact';

/** Files that a person has chosen to send, until the person has said who gets them. */
export interface FileChoice {
  readonly chosen: Signal<readonly File[]>;
  /** Asks for files. Stays in the page, since the button that opens it may be in a menu that closes. */
  readonly input: RefObject<HTMLInputElement | null>;
}

export const createFileChoice = (): FileChoice => ({ chosen: signal([]), input: createRef() });
