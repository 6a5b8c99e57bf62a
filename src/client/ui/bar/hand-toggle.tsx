import { Hand } from 'lucide';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { BarButton } from './bar-button.tsx';

export function HandToggle() {
  const { hands } = useApp().together;
  const t = useT();
  const isRaised = hands.isRaised.value;
  return (
    <BarButton
      icon={Hand}
      label={t(isRaised ? 'hand.lower' : 'hand.raise')}
      isPressed={isRaised}
      shortcut="H"
      testId="hand"
      onClick={() => hands.setRaised(!isRaised)}
    />
  );
}
