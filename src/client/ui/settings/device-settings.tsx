import { useSignal } from '@preact/signals';
import { Volume2 } from 'lucide';
import { useId } from 'preact/hooks';
import type { DeviceLists } from '../../call/ports/local-media.ts';
import { useApp } from '../context.ts';
import { canChooseSpeaker, useDeviceChoice } from '../devices/device-choice.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { LevelBar } from '../devices/level-bar.tsx';
import { Switch } from '../kit/switch.tsx';
import { useIsMirrored } from '../tile/mirror.ts';
import { Video } from '../tile/video.tsx';

function DeviceSelect({ kind }: { kind: keyof DeviceLists }) {
  const t = useT();
  const id = useId();
  const { options, selectedId, choose } = useDeviceChoice(kind);
  return (
    <div class="field">
      <label for={id}>{t(`device.kind.${kind}`)}</label>
      <select
        id={id}
        class="select"
        value={selectedId}
        data-testid={`${kind}-select`}
        disabled={options.length === 0}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {options.length === 0 && <option value="">{t('device.none.camera')}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

function TestSound() {
  const { media } = useApp();
  const t = useT();
  const state = useSignal<'ready' | 'playing' | 'failed'>('ready');
  const play = async (): Promise<void> => {
    state.value = 'playing';
    // Its code comes from the server, which may be away.
    state.value = (await media.playTestSound().catch(() => false)) ? 'ready' : 'failed';
  };
  return (
    <div class="setting">
      <button
        type="button"
        class="button"
        disabled={state.value === 'playing'}
        data-testid="test-sound"
        onClick={() => void play()}
      >
        <Icon of={Volume2} size={20} /> {t('device.testSound')}
      </button>
      <span role="status">
        {state.value === 'playing' && t('device.testPlaying')}
        {state.value === 'failed' && t('device.testFailed')}
      </span>
    </div>
  );
}

const VOICE = ['noiseSuppression', 'echoCancellation', 'autoGainControl'] as const;

export function DeviceSettings() {
  const { media, settings } = useApp();
  const t = useT();
  const isMirrored = useIsMirrored();
  return (
    <>
      <DeviceSelect kind="camera" />
      {media.preview.value !== null && (
        <div class="settings__preview">
          <Video stream={media.preview.value} isMirrored={isMirrored} />
        </div>
      )}
      <DeviceSelect kind="microphone" />
      <LevelBar />
      {canChooseSpeaker() && <DeviceSelect kind="speaker" />}
      <TestSound />
      {VOICE.map((name) => (
        <Switch
          key={name}
          label={t(`settings.voice.${name}`)}
          hint={t(`settings.voiceHint.${name}`)}
          isOn={settings.preferences.value[name]}
          onChange={(isOn) => settings.change({ [name]: isOn })}
          testId={name}
        />
      ))}
      <Switch
        label={t('settings.hintsWhenMuted')}
        hint={t('settings.hintsWhenMutedHint')}
        isOn={settings.preferences.value.hintsWhenMuted}
        onChange={(hintsWhenMuted) => settings.change({ hintsWhenMuted })}
        testId="hints-when-muted"
      />
    </>
  );
}
