import type { ReadonlySignal } from '@preact/signals-core';
import { createRateLimit } from '../../../shared/rate-limit.ts';
import type { Outside } from './tell-outside.ts';

export interface SystemNotificationsOptions {
  /** Whether the person wants them. The browser has a say too. */
  readonly isOn: ReadonlySignal<boolean>;
  /** The page has a sound of its own then. */
  readonly isSilent: ReadonlySignal<boolean>;
  readonly title: string;
  readonly icon: string;
  /** One notification at a time: the newest takes the place of the one before. */
  readonly tag: string;
  readonly now: () => number;
}

/** Some systems make a sound and a movement for each, also for one that takes the place of another. */
const LIMIT = { burst: 3, perSecond: 0.2 };

/** In some browsers there is no `Notification`: iPhones have it only for pages on the home screen. */
const mayNotify = (): boolean => 'Notification' in globalThis && Notification.permission === 'granted';

/** Notifications of the system. A click on one brings this tab to the front. */
export function createSystemNotifications(options: SystemNotificationsOptions): Outside {
  const { isOn, isSilent, title, icon, tag, now } = options;
  const limit = createRateLimit({ ...LIMIT, now });
  let shown: Notification | null = null;
  let worker: ServiceWorkerRegistration | null = null;

  /** Chrome on Android throws at `new Notification`, and wants the service worker to do it; service-worker.ts. */
  async function showByWorker(details: NotificationOptions): Promise<void> {
    worker = (await navigator.serviceWorker.getRegistration()) ?? null;
    await worker?.showNotification(title, { ...details, data: location.href });
  }

  return {
    tell(body) {
      if (!isOn.peek() || !mayNotify() || !limit.take()) return;
      const details = { body, tag, icon, silent: isSilent.peek() };
      try {
        shown = new Notification(title, details);
        shown.onclick = () => {
          window.focus();
          shown?.close();
        };
      } catch {
        // Without a worker there is still the title of the tab.
        showByWorker(details).catch(() => undefined);
      }
    },
    end() {
      shown?.close();
      shown = null;
      worker?.getNotifications({ tag }).then(
        (all) => all.forEach((each) => each.close()),
        () => undefined,
      );
    },
  };
}
