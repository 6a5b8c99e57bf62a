import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export interface ConfirmButtonProps {
  readonly label: string;
  /** What the button says once it was pressed, and then does. */
  readonly question: string;
  readonly testId: string;
  readonly onConfirm: () => void;
}

/** Time to read the question; after it the button is what it was. */
const ASKING_MS = 4000;

/** A button that asks before it does something that cannot be undone. */
export function ConfirmButton({ label, question, testId, onConfirm }: ConfirmButtonProps) {
  const isAsking = useSignal(false);
  useEffect(() => {
    if (!isAsking.value) return;
    const timer = setTimeout(() => (isAsking.value = false), ASKING_MS);
    return () => clearTimeout(timer);
  }, [isAsking, isAsking.value]);

  const press = (): void => {
    if (isAsking.value) onConfirm();
    isAsking.value = !isAsking.value;
  };

  return (
    <button
      type="button"
      class={`small-button ${isAsking.value ? 'small-button--sure' : ''}`}
      data-testid={testId}
      onClick={press}
    >
      <span aria-live="polite">{isAsking.value ? question : label}</span>
    </button>
  );
}
