import { ScreenShare, ScreenShareOff } from 'lucide';
import { BarButton } from './bar-button.tsx';
import { type AppContext, useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

export const canShareScreen = ({ call }: AppContext): boolean => call.screens.canShare;

/** Shares a screen, or ends all sharing; pressed means sharing. */
export function ScreenToggle() {
  const { screens } = useApp().call;
  const t = useT();
  const isSharing = screens.shown.value.some(({ isSelf }) => isSelf);
  const label = t(isSharing ? 'screen.stop' : 'screen.share');
  return (
    <BarButton
      icon={isSharing ? ScreenShareOff : ScreenShare}
      label={label}
      isPressed={isSharing}
      shortcut="S"
      testId="screen"
      onClick={() => (isSharing ? screens.stop() : void screens.start())}
    />
  );
}
