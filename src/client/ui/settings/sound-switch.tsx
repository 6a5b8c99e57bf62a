import { Bell, BellOff } from 'lucide';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';

/** Sounds for who comes, goes, writes or raises a hand; remembered. */
export function SoundSwitch() {
  const { settings } = useApp();
  const { hasSounds } = settings.preferences.value;
  const t = useT();
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t('sounds.on')}
      title={t('sounds.on')}
      aria-pressed={hasSounds}
      onClick={() => settings.change({ hasSounds: !hasSounds })}
    >
      <Icon of={hasSounds ? Bell : BellOff} size={20} />
    </button>
  );
}
