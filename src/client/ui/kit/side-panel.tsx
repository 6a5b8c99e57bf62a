import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useT } from './i18n.ts';
import { Icon } from './icon.tsx';

/** What can stand beside the stage. */
export type PanelName = 'chat' | 'people';

interface SidePanelProps {
  readonly title: string;
  /** A closed panel keeps what is in it: a half-written message is still there when it opens again. */
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** On phones it covers all of the stage. */
  readonly isTall?: boolean;
  /** Buttons beside the title. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Beside the stage where there is room, a sheet over it on phones. Escape closes it; the focus goes back. */
export function SidePanel({ title, isOpen, onClose, isTall = false, actions, children }: SidePanelProps) {
  const t = useT();
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<HTMLElement | null>(null);

  useLayoutEffect(() => {
    const { activeElement } = document;
    if (isOpen) {
      opener.current = activeElement instanceof HTMLElement ? activeElement : null;
    } else if (activeElement === document.body || panel.current?.contains(activeElement)) {
      // Opened by a key, the focus was nowhere: then it leaves the panel now, and not when the browser draws next.
      if (activeElement instanceof HTMLElement) activeElement.blur();
      opener.current?.focus();
    }
  }, [isOpen]);

  return (
    <aside
      ref={panel}
      class={`side-panel ${isTall ? 'side-panel--tall' : ''}`}
      hidden={!isOpen}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header class="side-panel__header">
        <h2 id={titleId}>{title}</h2>
        <div class="side-panel__actions">
          {actions}
          <button type="button" class="icon-button" aria-label={t('panel.close')} onClick={onClose}>
            <Icon of={X} />
          </button>
        </div>
      </header>
      {children}
    </aside>
  );
}
