import type { EndReason } from '../../call/room/call-state.ts';
import { Brand } from '../kit/brand.tsx';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { usePathTo } from '../kit/base-path.ts';

/** After the call: left, replaced, or never let in. */
export function Over({ reason }: { reason: EndReason }) {
  const { call, ownTabs, publicRoomsUrl, settings } = useApp();
  const t = useT();
  const pathTo = usePathTo();

  const texts = ((): { title: string; text: string; again: string | null } => {
    switch (reason) {
      case 'left':
        return { title: t('over.left.title'), text: t('over.left.text'), again: t('over.rejoin') };
      case 'replaced':
        return { title: t('over.replaced.title'), text: t('over.replaced.text'), again: t('over.rejoin') };
      case 'room:full':
        return { title: t('over.full.title'), text: t('over.full.text'), again: t('over.retry') };
      case 'participant:removed':
        return { title: t('over.removed.title'), text: t('errors.participant:removed'), again: null };
      case 'room:ended':
        return { title: t('over.ended.title'), text: t('errors.room:ended'), again: t('over.anew') };
      default:
        return { title: t('over.refused.title'), text: t(`errors.${reason}`), again: t('over.retry') };
    }
  })();

  // A replaced page has lost its place to another tab, which gives it back; where there is none, a fresh page gets another.
  const again = async (): Promise<void> => {
    if (reason !== 'replaced') call.join(settings.preferences.peek().name);
    else if (!(await ownTabs.moveHere())) location.reload();
  };

  return (
    <main class="notice-page">
      <Brand />
      <h1>{texts.title}</h1>
      <p>{texts.text}</p>
      <p class="notice-page__actions">
        {texts.again !== null && (
          <button type="button" class="button button--primary" autofocus onClick={() => void again()}>
            {texts.again}
          </button>
        )}
        <a class="button" href={pathTo('/')}>
          {t('app.newRoom')}
        </a>
        {publicRoomsUrl !== null && (
          <a class="button" href={publicRoomsUrl}>
            {t('lobby.publicRooms')}
          </a>
        )}
      </p>
    </main>
  );
}
