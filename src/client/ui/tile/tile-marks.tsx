import { Hand } from 'lucide';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { FloatingReactions } from '../chat/reactions.tsx';

/** What somebody says without words, on their tile: a raised hand with its place in the queue, and reactions. */
export function TileMarks({ id }: { id: ParticipantId }) {
  const { hands } = useApp().together;
  const t = useT();
  const place = hands.queue.value.indexOf(id) + 1;
  return (
    <>
      {place > 0 && (
        <p class="tile__hand" role="img" aria-label={t('hand.place', { place })} data-testid="tile-hand">
          <Icon of={Hand} size={18} /> {place}
        </p>
      )}
      <FloatingReactions of={id} />
    </>
  );
}
