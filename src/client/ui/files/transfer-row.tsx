import { ArrowDown, ArrowUp, Check, TriangleAlert, X } from 'lucide';
import { isOver, type Transfer } from '../../call/files/transfer.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { formatBytes, outcomeOf } from './file-words.ts';

function lookOf({ progress, direction }: Transfer) {
  if (progress.status === 'done') return Check;
  if (progress.status === 'failed') return TriangleAlert;
  return direction === 'in' ? ArrowDown : ArrowUp;
}

/** How it stands, in words. */
function useStatus(transfer: Transfer): string {
  const { call } = useApp();
  const t = useT();
  const { progress, participantId, size } = transfer;
  if (progress.status === 'opening' || progress.status === 'checking') return t(`files.${progress.status}`);
  if (progress.status !== 'moving') return outcomeOf(transfer, t) ?? '';
  if (call.state.value.links.get(participantId)?.health.phase !== 'live') return t('files.waiting');
  return t('files.moving', { moved: formatBytes(progress.movedBytes), size: formatBytes(size) });
}

function Actions({ transfer }: { transfer: Transfer }) {
  const { files } = useApp();
  const t = useT();
  const { key, name, progress, direction, place } = transfer;

  if (progress.status === 'offered' && direction === 'in') {
    return (
      <div class="transfer__answer">
        {place !== 'too-large' && (
          <button
            type="button"
            class="button button--primary"
            aria-label={t('files.acceptNamed', { name })}
            data-testid="file-accept"
            onClick={() => files.accept(key)}
          >
            {t('files.accept')}
          </button>
        )}
        <button
          type="button"
          class="button"
          aria-label={t('files.refuseNamed', { name })}
          data-testid="file-refuse"
          onClick={() => files.stop(key)}
        >
          {t('files.refuse')}
        </button>
      </div>
    );
  }
  if (progress.status === 'checking') return null;
  const isRemoved = isOver(transfer);
  return (
    <button
      type="button"
      class="icon-button transfer__end"
      aria-label={t(isRemoved ? 'files.dismissNamed' : 'files.cancelNamed', { name })}
      title={t(isRemoved ? 'files.dismiss' : 'files.cancel')}
      data-testid={isRemoved ? 'file-dismiss' : 'file-cancel'}
      onClick={() => (isRemoved ? files.dismiss(key) : files.stop(key))}
    >
      <Icon of={X} size={20} />
    </button>
  );
}

export function TransferRow({ transfer }: { transfer: Transfer }) {
  const t = useT();
  const { name, size, progress } = transfer;
  const status = useStatus(transfer);

  return (
    <li class={`transfer transfer--${progress.status}`} data-testid="transfer" data-status={progress.status}>
      <span class="transfer__icon">
        <Icon of={lookOf(transfer)} size={20} />
      </span>
      <div class="transfer__what">
        <p class="transfer__title">
          <span class="transfer__name" dir="auto" title={name}>
            {name}
          </span>
          <span class="transfer__size">{formatBytes(size)}</span>
        </p>
        <p class="transfer__status">{status}</p>
        {progress.status === 'moving' && (
          <progress
            class="transfer__bar"
            value={progress.movedBytes}
            max={Math.max(1, size)}
            aria-label={t('files.progress', { name })}
          />
        )}
      </div>
      <Actions transfer={transfer} />
    </li>
  );
}
