import type { Signal } from '@preact/signals';
import { MAX_NAME_CODE_POINTS } from '../../../shared/participant-name.ts';
import { useT } from './i18n.ts';

interface NameFieldProps {
  readonly label: string;
  /** What is typed. */
  readonly name: Signal<string>;
  readonly testId: string;
  readonly hasFocus?: boolean;
}

/** Where a person types their own name. */
export function NameField({ label, name, testId, hasFocus = false }: NameFieldProps) {
  const t = useT();
  return (
    <label class="field">
      <span>{label}</span>
      <input
        value={name}
        onInput={(event) => (name.value = event.currentTarget.value)}
        maxLength={MAX_NAME_CODE_POINTS}
        placeholder={t('lobby.namePlaceholder')}
        autocomplete="name"
        autofocus={hasFocus}
        data-testid={testId}
      />
    </label>
  );
}
