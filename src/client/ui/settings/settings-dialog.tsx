import './style.ts';
import { useSignal } from '@preact/signals';
import { Gauge, Mic, Palette, type IconNode } from 'lucide';
import type { ComponentType } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { AppearanceSettings } from './appearance-settings.tsx';
import { DeviceSettings } from './device-settings.tsx';
import { Dialog, type DialogProps } from '../kit/dialog.tsx';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { QualitySettings } from './quality-settings.tsx';

interface Section {
  /** Its name is `settings.section.<id>` in the catalogues. */
  readonly id: 'devices' | 'quality' | 'appearance';
  readonly icon: IconNode;
  readonly Content: ComponentType;
}

const SECTIONS: readonly [Section, ...Section[]] = [
  { id: 'devices', icon: Mic, Content: DeviceSettings },
  { id: 'quality', icon: Gauge, Content: QualitySettings },
  { id: 'appearance', icon: Palette, Content: AppearanceSettings },
];

/** Which tab a key leads to from `index`; null for a key that does something else. */
function tabAfter(key: string, index: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (index + 1) % SECTIONS.length;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (index + SECTIONS.length - 1) % SECTIONS.length;
    case 'Home':
      return 0;
    case 'End':
      return SECTIONS.length - 1;
    default:
      return null;
  }
}

/** Loaded when it is first opened. Whatever is changed in it takes effect at once. */
export function SettingsDialog({ onClose }: DialogProps) {
  const t = useT();
  const idPrefix = useId();
  const tabs = useRef<HTMLDivElement>(null);
  const shown = useSignal(0);
  const { id: shownId, Content } = SECTIONS[shown.value] ?? SECTIONS[0];

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = tabAfter(event.key, shown.value);
    if (next === null) return;
    event.preventDefault();
    shown.value = next;
    tabs.current?.querySelectorAll('button')[next]?.focus();
  };

  return (
    <Dialog title={t('settings.title')} kind="settings" onClose={onClose}>
      <div class="settings">
        <div class="settings__tabs" role="tablist" aria-label={t('settings.title')} ref={tabs} onKeyDown={onKeyDown}>
          {SECTIONS.map(({ id, icon }, index) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`${idPrefix}-${id}`}
              aria-selected={index === shown.value}
              aria-controls={`${idPrefix}-panel`}
              tabIndex={index === shown.value ? 0 : -1}
              onClick={() => (shown.value = index)}
            >
              <Icon of={icon} size={20} /> {t(`settings.section.${id}`)}
            </button>
          ))}
        </div>
        <div
          class="settings__panel"
          role="tabpanel"
          id={`${idPrefix}-panel`}
          aria-labelledby={`${idPrefix}-${shownId}`}
          tabIndex={-1}
        >
          <Content />
        </div>
      </div>
    </Dialog>
  );
}
