import { useSignal } from '@preact/signals';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Switch } from '../kit/switch.tsx';

/** Notifications of the system; the browser is asked only when a person turns them on. */
export function NotificationsSwitch() {
  const { settings } = useApp();
  const t = useT();
  const isSupported = 'Notification' in globalThis;
  const permission = useSignal<NotificationPermission>(isSupported ? Notification.permission : 'denied');
  if (!isSupported) return null;

  const change = async (isWanted: boolean): Promise<void> => {
    if (isWanted) permission.value = await Notification.requestPermission();
    settings.change({ hasNotifications: isWanted && permission.peek() === 'granted' });
  };

  const isBlocked = permission.value === 'denied';
  return (
    <div aria-live="polite">
      <Switch
        label={t('settings.notifications')}
        hint={isBlocked ? t('settings.notificationsBlocked') : t('settings.notificationsHint')}
        isOn={settings.preferences.value.hasNotifications && permission.value === 'granted'}
        onChange={(isWanted) => void change(isWanted)}
        testId="notifications"
      />
    </div>
  );
}
