import { describe, expect, test } from '@jest/globals';
import { inAppBrowserOf, wayOut } from '../../../../../src/client/call/devices/in-app-browser.ts';
import { platformOf } from '../../../../../src/client/call/devices/platform.ts';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; SM-S911N; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0';
const CHROME = 'Chrome/126.0.0.0 Mobile Safari/537.36';

const agent = (userAgent: string, maxTouchPoints = 5) => ({ userAgent, maxTouchPoints });

describe('the app that shows the page', () => {
  test.each([
    { app: 'KakaoTalk', userAgent: `${ANDROID} ${CHROME};KAKAOTALK 2410230` },
    { app: 'KakaoTalk', userAgent: `${IPHONE} Mobile/15E148 KAKAOTALK 10.8.5` },
    { app: 'LINE', userAgent: `${IPHONE} Mobile/15E148 Safari Line/14.9.0` },
    { app: 'Instagram', userAgent: `${IPHONE} Mobile/21F79 Instagram 334.0.4.32.98 (iPhone14,5; iOS 17_5)` },
    { app: 'Facebook', userAgent: `${ANDROID} ${CHROME} [FB_IAB/FB4A;FBAV/468.0.0.0;]` },
    { app: 'NAVER', userAgent: `${IPHONE} Mobile/15E148 NAVER(inapp; search; 2000; 12.5.1; 14)` },
    { app: 'WeChat', userAgent: `${ANDROID} ${CHROME} MicroMessenger/8.0.49` },
    { app: null, userAgent: `${ANDROID} ${CHROME}` },
    { app: null, userAgent: `${IPHONE} Mobile/15E148` },
  ])('is $app', ({ app, userAgent }) => {
    expect(inAppBrowserOf(agent(userAgent))).toEqual({ app });
  });

  test.each([
    `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`,
    `${IPHONE} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1`,
    `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) ${CHROME}`,
    'Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 OnLine/1',
  ])('is none in a browser of its own: %s', (userAgent) => {
    expect(inAppBrowserOf(agent(userAgent))).toBeNull();
  });
});

describe('the way out of an app', () => {
  const url = new URL('https://madang.example/우리반?join&name=민지');

  test('KakaoTalk opens an address in the browser', () => {
    const link = wayOut(agent(IPHONE), { app: 'KakaoTalk' }, url);
    expect(link).toBe(`kakaotalk://web/openExternal?url=${encodeURIComponent(url.href)}`);
  });

  test('LINE leaves by a parameter, and what the link asks for stays', () => {
    const link = new URL(wayOut(agent(IPHONE), { app: 'LINE' }, url) ?? '');
    expect(link.searchParams.get('openExternalBrowser')).toBe('1');
    expect(link.searchParams.has('join')).toBe(true);
    expect(link.searchParams.get('name')).toBe('민지');
  });

  test('Android opens an intent, and falls back to the address itself', () => {
    const link = wayOut(agent(ANDROID), { app: 'Instagram' }, url) ?? '';
    expect(link).toMatch(/^intent:\/\/madang\.example\/[^#]+#Intent;scheme=https;/);
    expect(link).toContain(`S.browser_fallback_url=${encodeURIComponent(url.href)};end`);
  });

  test('elsewhere there is none: the address has to be copied', () => {
    expect(wayOut(agent(IPHONE), { app: 'Instagram' }, url)).toBeNull();
    expect(wayOut(agent(IPHONE), { app: null }, url)).toBeNull();
  });
});

test.each([
  ['ios', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', 5],
  ['macos', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', 0],
  ['ios', IPHONE, 5],
  ['android', ANDROID, 5],
  ['windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 10],
  ['other', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0)', 0],
] as const)('the settings are those of %s', (platform, userAgent, touches) => {
  expect(platformOf(agent(userAgent, touches))).toBe(platform);
});
