import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Modal {
  /** What goes to the dialog element. */
  readonly props: {
    readonly ref: RefObject<HTMLDialogElement | null>;
    readonly onCancel: (event: Event) => void;
    readonly onClose: () => void;
  };
  close(): void;
}

/**
 * Shows a modal dialog when it is drawn, and anew when it is drawn after it was closed: closed and opened again in one
 * go, it is never off the page in between. That it was closed is told once and at once; the browser's own event comes
 * later, when somebody may have opened it again.
 * @param onShown is given the element, to place it
 */
export function useModal(onClose: () => void, onShown?: (element: HTMLDialogElement) => void): Modal {
  const element = useRef<HTMLDialogElement>(null);
  const isShown = useRef(false);
  useLayoutEffect(() => {
    if (isShown.current || !element.current) return;
    isShown.current = true;
    element.current.showModal();
    onShown?.(element.current);
  });

  function tell(): void {
    if (!isShown.current || element.current?.open) return;
    isShown.current = false;
    onClose();
  }
  function close(): void {
    element.current?.close();
    tell();
  }
  return {
    close,
    props: {
      ref: element,
      onCancel(event) {
        // A file input's `cancel` bubbles up to here.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        close();
      },
      onClose: tell,
    },
  };
}
