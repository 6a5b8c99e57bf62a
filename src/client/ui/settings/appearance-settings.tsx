import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { LanguageSwitch } from '../lobby/language-switch.tsx';
import { NameSetting } from './name-setting.tsx';
import { NotificationsSwitch } from './notifications-switch.tsx';
import { Switch } from '../kit/switch.tsx';

export function AppearanceSettings() {
  const { settings } = useApp();
  const t = useT();
  return (
    <>
      <NameSetting />
      <div class="setting">
        <span>{t('language.label')}</span>
        <LanguageSwitch />
      </div>
      <Switch
        label={t('settings.mirror')}
        hint={t('settings.mirrorHint')}
        isOn={settings.preferences.value.isMirrored}
        onChange={(isMirrored) => settings.change({ isMirrored })}
        testId="mirror"
      />
      <NotificationsSwitch />
    </>
  );
}
