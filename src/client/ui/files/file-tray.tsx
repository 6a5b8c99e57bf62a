import { useT } from '../kit/i18n.ts';
import { FileAnnouncer } from './file-announcer.tsx';
import { TransferList } from './transfer-list.tsx';

/** The transfers as a card over the stage. */
export function FileTray() {
  const t = useT();
  return (
    <aside class="file-tray" aria-label={t('files.title')}>
      <FileAnnouncer />
      <TransferList />
    </aside>
  );
}
