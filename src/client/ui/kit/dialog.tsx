import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useT } from './i18n.ts';
import { Icon } from './icon.tsx';
import { useModal } from './use-modal.ts';

/** What every dialog of the app is given. */
export interface DialogProps {
  readonly onClose: () => void;
}

export interface DialogFrameProps extends DialogProps {
  readonly title: string;
  /** How it looks: a class of its own in kit.css or in the file of its content. */
  readonly kind: string;
  readonly children: ComponentChildren;
}

/**
 * A modal dialog with a title and a way out: its button, Escape, or a click beside it. The browser keeps the focus
 * inside and gives it back, as long as it is closed by `close()` and not by taking it off the page.
 */
export function Dialog({ title, kind, onClose, children }: DialogFrameProps) {
  const t = useT();
  const modal = useModal(onClose);
  const titleId = useId();

  return (
    <dialog
      {...modal.props}
      class={`dialog dialog--${kind}`}
      aria-labelledby={titleId}
      onClick={(event) => event.target === event.currentTarget && modal.close()}
    >
      <div class="dialog__body">
        <div class="dialog__header">
          <h2 id={titleId}>{title}</h2>
          <button type="button" class="icon-button" aria-label={t('dialog.close')} onClick={modal.close}>
            <Icon of={X} />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
