import { useSignal } from '@preact/signals';
import { Check, Copy } from 'lucide';
import { Icon } from './icon.tsx';

const COPIED_SHOWN_MS = 2500;

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, label, copied }: { text: () => string; label: string; copied: string }) {
  const isCopied = useSignal(false);

  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text());
    isCopied.value = true;
    setTimeout(() => (isCopied.value = false), COPIED_SHOWN_MS);
  };

  return (
    <button type="button" class="button" onClick={() => void copy()}>
      <Icon of={isCopied.value ? Check : Copy} size={20} />
      <span aria-live="polite">{isCopied.value ? copied : label}</span>
    </button>
  );
}
