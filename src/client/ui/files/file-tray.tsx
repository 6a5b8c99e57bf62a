import { useT } from '../kit/i18n.ts';
import { useFileNotices } from './use-file-notices.ts';
import { TransferList } from './transfer-list.tsx';

/** The transfers as a card over the stage. */
export function FileTray() {
  const t = useT();
  useFileNotices();
  return (
    <aside class="file-tray" aria-label={t('files.title')}>
      <TransferList />
    </aside>
  );
}
