import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import type { SettingProps } from './use-host-command.ts';

const CHOICES = [2, 3, 4, 5, 6, 8, 10, 12];

/** How many people the room holds. */
export function CapacitySetting({ run }: SettingProps) {
  const { hosting } = useApp().call;
  const t = useT();
  const { capacity } = hosting.settings.value;
  const choices = capacity === null || CHOICES.includes(capacity) ? CHOICES : [...CHOICES, capacity];
  return (
    <label class="field">
      {t('roomSettings.capacity.name')}
      <select
        class="select"
        value={capacity ?? ''}
        data-testid="capacity"
        onChange={({ currentTarget: { value } }) =>
          void run(hosting.changeSettings({ capacity: value === '' ? null : Number(value) }))
        }
      >
        <option value="">{t('roomSettings.capacity.any')}</option>
        {choices.map((count) => (
          <option key={count} value={count}>
            {t('room.count', { count })}
          </option>
        ))}
      </select>
    </label>
  );
}
