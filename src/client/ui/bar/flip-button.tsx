import { SwitchCamera } from 'lucide';
import { BarButton } from './bar-button.tsx';
import { useApp, type AppContext } from '../context.ts';
import { useT } from '../kit/i18n.ts';

/** Phones have a camera on either side. */
export const canFlip = ({ media }: AppContext): boolean =>
  media.facing.value !== null && media.devices.value.camera.length > 1;

export function FlipButton() {
  const { media } = useApp();
  const t = useT();
  return <BarButton icon={SwitchCamera} label={t('device.flip')} testId="flip" onClick={() => media.flipCamera()} />;
}
