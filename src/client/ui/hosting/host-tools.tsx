import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import type { Person } from '../people/people.ts';
import { Refusal } from './refusal.tsx';
import { useHostCommand } from './use-host-command.ts';

/** What a host can do with everybody at once, and the settings of the room. */
export function HostTools({ people }: { people: readonly Person[] }) {
  const { call, dialogs, together } = useApp();
  const t = useT();
  const { refusal, run } = useHostCommand();
  const others = people.filter(({ isSelf }) => !isSelf);
  const heard = others.filter(({ isMicrophoneOn }) => isMicrophoneOn === true);
  const raised = people.filter(({ hand }) => hand !== null);

  function lowerHands(): void {
    for (const { id, isSelf } of raised) {
      if (isSelf) together.hands.setRaised(false);
      else void run(call.hosting.ask(id, 'lower-hand'));
    }
  }

  return (
    <section class="host-tools" aria-label={t('people.asHost')}>
      <Refusal of={refusal} />
      {heard.length > 0 && (
        <button
          type="button"
          class="button"
          data-testid="mute-all"
          onClick={() => heard.forEach(({ id }) => void run(call.hosting.ask(id, 'mute')))}
        >
          {t('people.muteAll')}
        </button>
      )}
      {raised.length > 0 && (
        <button type="button" class="button" data-testid="lower-hands" onClick={lowerHands}>
          {t('people.lowerHands')}
        </button>
      )}
      <button type="button" class="button" data-testid="room-settings" onClick={() => dialogs.show('room-settings')}>
        {t('roomSettings.title')}
      </button>
    </section>
  );
}
