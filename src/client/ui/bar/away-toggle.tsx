import { Coffee } from 'lucide';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { BarButton } from './bar-button.tsx';

export function AwayToggle() {
  const { away } = useApp().together;
  const t = useT();
  const isAway = away.isAway.value;
  return (
    <BarButton
      icon={Coffee}
      label={t(isAway ? 'away.back' : 'away.go')}
      isPressed={isAway}
      testId="away"
      onClick={() => away.setAway(!isAway)}
    />
  );
}
