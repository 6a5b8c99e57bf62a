import { useSignal } from '@preact/signals';
import { useApp } from '../context.ts';
import { Dialog, type DialogProps } from '../kit/dialog.tsx';
import { useT } from '../kit/i18n.ts';
import { Switch } from '../kit/switch.tsx';
import { CapacitySetting } from './capacity-setting.tsx';
import { KeepRoom } from './keep-room.tsx';
import { ListingSetting } from './listing-setting.tsx';
import { PasscodeSetting } from './passcode-setting.tsx';
import { Refusal } from './refusal.tsx';
import { useHostCommand, type SettingProps } from './use-host-command.ts';
import '../people/style.ts';

/** Ends the room for everybody, after asking once. */
function EndRoom({ run }: SettingProps) {
  const { hosting } = useApp().call;
  const t = useT();
  const isAsked = useSignal(false);
  if (!isAsked.value) {
    return (
      <button type="button" class="button" data-testid="end-room" onClick={() => (isAsked.value = true)}>
        {t('roomSettings.end')}
      </button>
    );
  }
  return (
    <div class="dialog__actions" role="group" aria-label={t('roomSettings.end')}>
      <p role="alert">{t('roomSettings.endText')}</p>
      <button type="button" class="button" onClick={() => (isAsked.value = false)}>
        {t('roomSettings.goOn')}
      </button>
      <button
        type="button"
        class="button button--danger"
        data-testid="end-room-confirm"
        onClick={() => void run(hosting.end())}
      >
        {t('roomSettings.endConfirm')}
      </button>
    </div>
  );
}

/** What hosts set for the room; each change holds at once. */
export function RoomSettingsDialog({ onClose }: DialogProps) {
  const { hosting } = useApp().call;
  const t = useT();
  const { refusal, run } = useHostCommand();
  const { doorkeepers, screens, isMutedOnEntry } = hosting.settings.value;
  const toWhom = (isOn: boolean): 'hosts' | 'everyone' => (isOn ? 'hosts' : 'everyone');

  return (
    <Dialog title={t('roomSettings.title')} kind="room-settings" onClose={onClose}>
      {hosting.isHost.value ? (
        <div class="room-settings">
          <Refusal of={refusal} />
          <Switch
            label={t('roomSettings.doorkeepers.name')}
            hint={t('roomSettings.doorkeepers.hint')}
            isOn={doorkeepers === 'hosts'}
            onChange={(isOn) => void run(hosting.changeSettings({ doorkeepers: toWhom(isOn) }))}
            testId="only-hosts-admit"
          />
          <Switch
            label={t('roomSettings.screens')}
            isOn={screens === 'hosts'}
            onChange={(isOn) => void run(hosting.changeSettings({ screens: toWhom(isOn) }))}
            testId="only-hosts-share"
          />
          <Switch
            label={t('roomSettings.mutedOnEntry')}
            isOn={isMutedOnEntry}
            onChange={(isOn) => void run(hosting.changeSettings({ isMutedOnEntry: isOn }))}
            testId="muted-on-entry"
          />
          <CapacitySetting run={run} />
          <PasscodeSetting run={run} />
          <KeepRoom run={run} />
          <ListingSetting run={run} />
          <EndRoom run={run} />
        </div>
      ) : (
        <p>{t('errors.host:required')}</p>
      )}
    </Dialog>
  );
}
