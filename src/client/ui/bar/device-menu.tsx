import { useSignal } from '@preact/signals';
import { ChevronUp } from 'lucide';
import { useId, useRef } from 'preact/hooks';
import type { DeviceKind, DeviceLists } from '../../call/ports/local-media.ts';
import { useApp } from '../context.ts';
import { canChooseSpeaker, useDeviceChoice } from '../devices/device-choice.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { Sheet } from '../kit/sheet.tsx';

function DeviceRadios({ kind }: { kind: keyof DeviceLists }) {
  const t = useT();
  const name = useId();
  const { options, selectedId, choose } = useDeviceChoice(kind);
  return (
    <fieldset class="menu__group">
      <legend>{t(`device.kind.${kind}`)}</legend>
      {options.map(({ id, label }) => (
        <label key={id} class="menu__item">
          <input type="radio" name={name} checked={id === selectedId} onChange={() => choose(id)} />
          <span class="menu__label">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The arrow beside a device's button: which one to use. */
export function DeviceMenu({ kind }: { kind: DeviceKind }) {
  const { dialogs, media } = useApp();
  const t = useT();
  const isOpen = useSignal(false);
  const arrow = useRef<HTMLButtonElement>(null);
  const lists = media.devices.value;
  const kinds = kind === 'microphone' && canChooseSpeaker() ? (['microphone', 'speaker'] as const) : [kind];

  return (
    <>
      <button
        ref={arrow}
        type="button"
        class="device-arrow"
        aria-haspopup="dialog"
        aria-expanded={isOpen.value}
        aria-label={t(`device.choose.${kind}`)}
        title={t(`device.choose.${kind}`)}
        data-testid={`${kind}-menu`}
        onClick={() => (isOpen.value = true)}
      >
        <Icon of={ChevronUp} size={18} />
      </button>
      {isOpen.value && (
        <Sheet label={t(`device.choose.${kind}`)} above={arrow} onClose={() => (isOpen.value = false)}>
          {kinds
            .filter((each) => lists[each].length > 0)
            .map((each) => (
              <DeviceRadios key={each} kind={each} />
            ))}
          {lists[kind].length === 0 && <p class="menu__hint">{t(`device.none.${kind}`)}</p>}
          <button type="button" class="menu__item menu__item--last" onClick={() => dialogs.show('settings')}>
            <span class="menu__label">{t('device.allSettings')}</span>
          </button>
        </Sheet>
      )}
    </>
  );
}
