import { Lock } from 'lucide';
import { BarButton } from './bar-button.tsx';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

export function LockToggle() {
  const { call } = useApp();
  const t = useT();
  const { isLocked } = call.state.value.roster;
  return (
    <BarButton
      icon={Lock}
      label={t(isLocked ? 'lock.unlock' : 'lock.lock')}
      isPressed={isLocked}
      testId="lock"
      onClick={() => call.setLocked(!isLocked)}
    />
  );
}
