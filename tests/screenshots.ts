import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { LOCALES } from '../src/shared/locales.ts';
import { chromiumPath, CHROMIUM_ARGS, SEVERAL_DEVICES } from './support/browser/browsers.ts';
import { startServer, type ServerProcess } from './support/servers/server-process.ts';
import ensureBundle from './support/build.ts';
import { SCREENS, type Stage } from './support/browser/stages.ts';

/**
 * `npm run screenshots [screen …]`: every screen in every size, theme and language, for people to look at. They are
 * kept out of the repository.
 */
const FOLDER = 'screenshots';
const SIZES = [
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];
const THEMES = ['dark', 'light'] as const;

async function shoot(browser: Browser, server: ServerProcess, screen: string, options: BrowserContextOptions) {
  const room = screen === 'lobby' ? '우리반' : crypto.randomUUID();
  const context = await browser.newContext(options);
  const guests = await browser.newContext({ viewport: { width: 320, height: 240 } });
  const visitor = async (name: string, query = ''): Promise<Page> => {
    const page = await guests.newPage();
    await page.goto(`${server.url}/${room}?join&name=${encodeURIComponent(name)}${query}`);
    return page;
  };
  const stage: Stage = {
    page: await context.newPage(),
    url: server.url,
    room,
    visitor,
    async guest(name, query) {
      const page = await visitor(name, query);
      await page.getByTestId('tile').first().waitFor();
      return page;
    },
  };
  await SCREENS[screen]?.(stage);
  const { viewport, colorScheme, locale } = options;
  const size = `${viewport?.width ?? 0}x${viewport?.height ?? 0}`;
  await stage.page.screenshot({ path: `${FOLDER}/${screen}-${size}-${colorScheme ?? ''}-${locale ?? ''}.png` });
  await context.close();
  await guests.close();
}

await ensureBundle();
mkdirSync(FOLDER, { recursive: true });
const chosen = process.argv.slice(2);
const server = await startServer();
const browser = await chromium.launch({ ...chromiumPath(), args: [...CHROMIUM_ARGS, ...SEVERAL_DEVICES] });
for (const screen of Object.keys(SCREENS).filter((name) => chosen.length === 0 || chosen.includes(name))) {
  for (const viewport of SIZES) {
    for (const colorScheme of THEMES) {
      for (const locale of LOCALES) await shoot(browser, server, screen, { viewport, colorScheme, locale });
    }
  }
}
await browser.close();
await server.kill();
process.exit(0);
