import { Check, Copy } from 'lucide';
import { useT } from './i18n.ts';
import { Icon } from './icon.tsx';
import { copyKeys, useCopy } from './use-copy.ts';

function select(field: HTMLTextAreaElement | null): void {
  field?.focus();
  field?.select();
}

/** Puts a text on the clipboard, and says so; where the page may not, shows it to be copied by hand. */
export function CopyButton({ text, label, copied }: { text: () => string; label: string; copied: string }) {
  const t = useT();
  const { state, copy } = useCopy();
  const isCopied = state.value === 'copied';

  return (
    <>
      <button type="button" class="button" onClick={() => void copy(text())}>
        <Icon of={isCopied ? Check : Copy} size={20} />
        <span aria-live="polite">{isCopied ? copied : label}</span>
      </button>
      {state.value === 'by-hand' && (
        <label class="field">
          {t('invite.byHand', { keys: copyKeys(navigator.platform) })}
          <textarea ref={select} class="composer__input" rows={3} readOnly value={text()} />
        </label>
      )}
    </>
  );
}
