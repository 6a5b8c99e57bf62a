import { inAppBrowserOf, wayOut } from '../../call/devices/in-app-browser.ts';
import { CopyButton } from '../kit/copy-button.tsx';
import { useT } from '../kit/i18n.ts';

/** Inside another app, such as KakaoTalk or Instagram: how to get to a browser that gives camera and microphone. */
export function InAppHelp() {
  const t = useT();
  const inApp = inAppBrowserOf(navigator);
  if (inApp === null) return null;
  const link = wayOut(navigator, inApp, new URL(location.href));
  return (
    <div class="in-app-help" data-testid="in-app-help">
      <p>
        {t(link === null ? 'device.inApp.copyHint' : 'device.inApp.openHint', {
          app: inApp.app ?? t('device.inApp.anApp'),
        })}
      </p>
      {link === null ? (
        <>
          <input
            class="in-app-help__link"
            value={location.href}
            readOnly
            aria-label={t('invite.link')}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <CopyButton text={() => location.href} label={t('invite.copy')} copied={t('invite.copied')} />
        </>
      ) : (
        <a class="button button--primary" href={link} data-testid="open-in-browser">
          {t('device.inApp.open')}
        </a>
      )}
    </div>
  );
}
