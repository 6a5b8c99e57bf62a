import { platformOf, type Agent } from './platform.ts';

/** Some give no page a camera, and some never answer when one is asked for. */
export interface InAppBrowser {
  /** As people know it; null for one that does not say. */
  readonly app: string | null;
}

/** What apps write into the user agent of the pages that they show, those that name others too first. */
const APPS: readonly (readonly [RegExp, string])[] = [
  [/KAKAOTALK|KAKAOSTORY/i, 'KakaoTalk'],
  [/\bLine\/\d/i, 'LINE'],
  [/Instagram/, 'Instagram'],
  [/FBAN|FBAV|FB_IAB/, 'Facebook'],
  [/NAVER\(inapp/i, 'NAVER'],
  [/DaumApps/i, 'Daum'],
  [/\bBAND\/\d/, 'BAND'],
  [/everytimeApp/i, 'Everytime'],
  [/MicroMessenger/i, 'WeChat'],
  [/musical_ly|BytedanceWebview|TikTok/i, 'TikTok'],
  [/Snapchat/i, 'Snapchat'],
  [/Twitter/, 'X'],
  [/LinkedInApp/, 'LinkedIn'],
  [/Pinterest\//, 'Pinterest'],
  [/Telegram/i, 'Telegram'],
];

/** https://developer.chrome.com/docs/webview/user-agent and, on iPhones, a WebKit without the name of Safari. */
const isWebView = (agent: Agent): boolean =>
  agent.userAgent.includes('; wv)') ||
  (platformOf(agent) === 'ios' && agent.userAgent.includes('AppleWebKit') && !agent.userAgent.includes('Safari/'));

/** Null in a browser of its own. */
export function inAppBrowserOf(agent: Agent): InAppBrowser | null {
  const app = APPS.find(([mark]) => mark.test(agent.userAgent))?.[1] ?? null;
  return app !== null || isWebView(agent) ? { app } : null;
}

/** How to get from an app to the browser: a link that opens it, or null, and then the address has to be copied. */
export function wayOut(agent: Agent, { app }: InAppBrowser, url: URL): string | null {
  if (app === 'KakaoTalk') return `kakaotalk://web/openExternal?url=${encodeURIComponent(url.href)}`;
  if (app === 'LINE') {
    const external = new URL(url);
    external.searchParams.set('openExternalBrowser', '1');
    return external.href;
  }
  return platformOf(agent) === 'android' ? intentFor(url) : null;
}

/** Opens whichever browser the person has chosen: https://developer.chrome.com/docs/android/intents */
function intentFor({ protocol, host, pathname, search, href }: URL): string {
  const parts = [
    `scheme=${protocol.slice(0, -1)}`,
    'action=android.intent.action.VIEW',
    'category=android.intent.category.BROWSABLE',
    `S.browser_fallback_url=${encodeURIComponent(href)}`,
  ];
  return `intent://${host}${pathname}${search}#Intent;${parts.join(';')};end`;
}
