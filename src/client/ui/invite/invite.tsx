import { Check, Copy, Share2 } from 'lucide';
import { useRef } from 'preact/hooks';
import { useApp } from '../context.ts';
import { Dialog, type DialogProps } from '../kit/dialog.tsx';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { copyKeys, useCopy } from '../kit/use-copy.ts';
import { QrCode } from './qr-code.tsx';

/** The link in all the ways to hand it on. */
function InviteContent() {
  const { call, roomUrl } = useApp();
  const t = useT();
  const link = useRef<HTMLInputElement>(null);
  const { state, copy } = useCopy(link);
  const isCopied = state.value === 'copied';

  return (
    <>
      <p class="invite__hint">{t(call.state.value.roster.isLocked ? 'invite.hintLocked' : 'invite.hint')}</p>
      <div class="invite__row">
        <input
          ref={link}
          class="invite__link"
          value={roomUrl}
          readOnly
          aria-label={t('invite.link')}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button button--primary" onClick={() => void copy(roomUrl)}>
          <Icon of={isCopied ? Check : Copy} size={20} />
          <span aria-live="polite">{isCopied ? t('invite.copied') : t('invite.copy')}</span>
        </button>
      </div>
      {state.value === 'by-hand' && (
        <p class="invite__hint" role="alert">
          {t('invite.byHand', { keys: copyKeys(navigator.platform) })}
        </p>
      )}
      <div class="invite__row invite__row--more">
        <QrCode text={roomUrl} />
        <p class="invite__hint invite__scan">{t('invite.scan')}</p>
        {'share' in navigator && (
          <button
            type="button"
            class="button"
            onClick={() => void navigator.share({ url: roomUrl }).catch(() => undefined)}
          >
            <Icon of={Share2} size={20} /> {t('invite.share')}
          </button>
        )}
      </div>
    </>
  );
}

/** Shown beside one's own tile as long as nobody else is there. */
export function InviteCard() {
  const t = useT();
  return (
    <aside class="invite invite--card" aria-labelledby="invite-card-title">
      <h2 id="invite-card-title">{t('invite.alone')}</h2>
      <InviteContent />
    </aside>
  );
}

export function InviteDialog({ onClose }: DialogProps) {
  const t = useT();
  return (
    <Dialog title={t('invite.title')} kind="invite" onClose={onClose}>
      <InviteContent />
    </Dialog>
  );
}
