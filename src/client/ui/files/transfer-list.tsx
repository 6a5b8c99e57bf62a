import { useComputed } from '@preact/signals';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { TransferRow } from './transfer-row.tsx';

/** All transfers, the newest first; stands alone or in a panel. */
export function TransferList() {
  const { files } = useApp();
  const t = useT();
  const newestFirst = useComputed(() => files.transfers.value.toReversed());

  return (
    <ul class="transfers" aria-label={t('files.title')}>
      {newestFirst.value.map((transfer) => (
        <TransferRow key={transfer.key} transfer={transfer} />
      ))}
    </ul>
  );
}
