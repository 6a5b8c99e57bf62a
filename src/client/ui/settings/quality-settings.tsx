import type { Quality } from '../../call/quality/quality.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Switch } from '../kit/switch.tsx';

const CHOICES = [
  ['isDataSaver', 'dataSaver'],
  ['isAudioOnly', 'audioOnly'],
  ['isHdForPinned', 'hdForPinned'],
] as const satisfies readonly (readonly [keyof Quality, string])[];

/** What a person may decide between a sharp picture and a cool, quiet, cheap one. */
export function QualitySettings() {
  const { settings } = useApp();
  const t = useT();
  return (
    <>
      {CHOICES.map(([choice, key]) => (
        <Switch
          key={choice}
          label={t(`settings.quality.${key}.name`)}
          hint={t(`settings.quality.${key}.hint`)}
          isOn={settings.preferences.value[choice]}
          onChange={(isOn) => settings.change({ [choice]: isOn })}
        />
      ))}
    </>
  );
}
