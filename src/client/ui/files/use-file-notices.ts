import { useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isOver, type Transfer } from '../../call/files/transfer.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { outcomeOf } from './file-words.ts';

const isOffered = ({ progress, direction }: Transfer): boolean => progress.status === 'offered' && direction === 'in';

/** Tells of the newest transfer that wants an answer or has come to an end; progress is not told. */
export function useFileNotices(): void {
  const { call, files } = useApp();
  const t = useT();
  const newest = useComputed(() => files.transfers.value.findLast((each) => isOver(each) || isOffered(each))).value;
  const detail = newest && `${newest.name}: ${outcomeOf(newest, t) ?? ''}`;
  const type = newest && isOffered(newest) ? 'file.offered' : 'file.over';
  useEffect(() => {
    if (detail !== undefined) call.notify({ type, detail });
  }, [call, type, detail]);
}
