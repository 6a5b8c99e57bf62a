import type { ComponentChildren, RefObject } from 'preact';
import { useModal } from './use-modal.ts';

export interface SheetProps {
  readonly label: string;
  /** What opens it. */
  readonly above: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Between the menu and what opened it, and between it and the edges of the window. */
const DISTANCE = 12;

/** Tells kit.css where the opener is; a phone's sheet does not care. */
function place(dialog: HTMLDialogElement, opener: HTMLElement): void {
  const { top, left, width } = opener.getBoundingClientRect();
  const half = dialog.offsetWidth / 2;
  const middle = Math.min(Math.max(left + width / 2, half + DISTANCE), innerWidth - half - DISTANCE);
  dialog.style.setProperty('--middle', `${middle}px`);
  dialog.style.setProperty('--bottom', `${innerHeight - top + DISTANCE}px`);
}

/**
 * A menu: at the bottom edge of a phone, above its opener elsewhere. Escape and a click beside it close it, and so does
 * choosing something in it, unless that is a control that stays, such as a switch.
 */
export function Sheet({ label, above, onClose, children }: SheetProps) {
  const modal = useModal(onClose, (element) => {
    if (above.current) place(element, above.current);
  });

  return (
    <dialog
      {...modal.props}
      class="sheet"
      aria-label={label}
      // Before the button's own click: whatever that opens is to get the focus, and to find it where the menu was opened.
      onClickCapture={({ target, currentTarget }) => {
        if (target === currentTarget || (target instanceof Element && target.closest('button'))) modal.close();
      }}
    >
      {children}
    </dialog>
  );
}
