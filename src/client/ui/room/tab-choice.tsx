import { useT } from '../kit/i18n.ts';
import { MoveHere } from './move-here.tsx';

/** In the lobby of a room in which another tab of this browser is already. */
export function TabChoice() {
  const t = useT();
  return (
    <div class="tab-choice" role="status" data-testid="tab-choice">
      <p>{t('tabs.text')}</p>
      <MoveHere kind="button--wide" />
    </div>
  );
}
