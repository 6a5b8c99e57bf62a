import { Volume2 } from 'lucide';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';

/** Where the browser wants a gesture first, one button asks for it, for sound and pictures together. */
export function TapToPlay() {
  const { playback } = useApp();
  const t = useT();
  const heldBack = playback.heldBack.value;
  if (heldBack === 'nothing') return null;
  return (
    <button type="button" class="button button--primary tap-to-hear" onClick={playback.playAll}>
      <Icon of={Volume2} /> {t(heldBack === 'picture' ? 'room.tapToSee' : 'room.tapToHear')}
    </button>
  );
}
