import { Crown, Hand, MicOff, Mic, ScreenShareOff, Video, VideoOff } from 'lucide';
import type { Wish } from '../../../shared/hosting.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Option } from '../people/option.tsx';
import type { Person } from '../people/people.ts';
import { Refusal } from './refusal.tsx';
import { useHostCommand } from './use-host-command.ts';

/** What a host can ask somebody for, now that they are as they are. */
function wishesFor({ isMicrophoneOn, isCameraOn, hand }: Person, isSharing: boolean): readonly Wish[] {
  return [
    ...(isMicrophoneOn === null ? [] : [isMicrophoneOn ? ('mute' as const) : ('unmute' as const)]),
    ...(isCameraOn === null ? [] : [isCameraOn ? ('camera-off' as const) : ('camera-on' as const)]),
    ...(hand === null ? [] : ['lower-hand' as const]),
    ...(isSharing ? ['stop-screen' as const] : []),
  ];
}

const ICONS = {
  mute: MicOff,
  unmute: Mic,
  'camera-off': VideoOff,
  'camera-on': Video,
  'lower-hand': Hand,
  'stop-screen': ScreenShareOff,
} as const;

/** What a host can do with somebody, besides what everybody can. */
export function HostOptions({ person }: { person: Person }) {
  const { call } = useApp();
  const t = useT();
  const { refusal, run } = useHostCommand();
  const { hosting, screens } = call;
  const { id } = person;
  const isSharing = screens.shown.value.some(({ owner }) => owner === id);

  async function handOver(): Promise<void> {
    if (!person.isHost && !(await run(hosting.appoint(id, true)))) return;
    await run(hosting.appoint(call.state.peek().selfId, false));
  }

  return (
    <div class="person__host" role="group" aria-label={t('people.asHost')}>
      {wishesFor(person, isSharing).map((wish) => (
        <Option
          key={wish}
          icon={ICONS[wish]}
          label={t(`people.ask.${wish}`)}
          testId={`ask-${wish}`}
          onClick={() => void run(hosting.ask(id, wish))}
        />
      ))}
      <Option
        icon={Crown}
        label={t(person.isHost ? 'people.resign' : 'people.appoint')}
        testId="appoint"
        onClick={() => void run(hosting.appoint(id, !person.isHost))}
      />
      <Option icon={Crown} label={t('people.handOver')} testId="hand-over" onClick={() => void handOver()} />
      <Refusal of={refusal} />
    </div>
  );
}
