import { useComputed } from '@preact/signals';
import { isOver, type Transfer } from '../../call/files/transfer.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { outcomeOf } from './file-words.ts';

const isWorthHearing = (transfer: Transfer): boolean =>
  isOver(transfer) || (transfer.progress.status === 'offered' && transfer.direction === 'in');

/** Tells screen readers of the newest thing that wants an answer or has come to an end; progress is not read out. */
export function FileAnnouncer() {
  const { files } = useApp();
  const t = useT();
  const newest = useComputed(() => files.transfers.value.findLast(isWorthHearing)).value;
  return (
    <p class="visually-hidden" role="status">
      {newest && `${newest.name}: ${outcomeOf(newest, t) ?? ''}`}
    </p>
  );
}
