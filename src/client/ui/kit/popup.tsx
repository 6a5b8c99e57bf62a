import { useSignal } from '@preact/signals';
import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface PopupProps {
  readonly icon: IconNode;
  readonly label: string;
  /** The looks of the button: `round-button`, `icon-button`. */
  readonly buttonClass: string;
  readonly testId: string;
  readonly children: (close: () => void) => ComponentChildren;
}

/** A button that opens a few others above it. A click elsewhere or Escape closes them. */
export function Popup({ icon, label, buttonClass, testId, children }: PopupProps) {
  const isOpen = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    isOpen.value = false;
    button.current?.focus();
  };

  useEffect(() => {
    if (!isOpen.value) return;
    root.current?.querySelector<HTMLElement>('.popup__content button')?.focus();
    const onPointerDown = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !root.current?.contains(target)) isOpen.value = false;
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [isOpen.value, isOpen]);

  return (
    <div
      ref={root}
      class="popup"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen.value) return;
        event.preventDefault();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        class={buttonClass}
        aria-label={label}
        title={label}
        aria-expanded={isOpen.value}
        data-testid={testId}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <Icon of={icon} />
      </button>
      {isOpen.value && (
        <div class="popup__content" role="group" aria-label={label}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
