import type { Browser, Page } from '@playwright/test';
import { icePath, type IcePath } from '../tests/netlab/ice-path.ts';
import { createLab, type Lab } from '../tests/netlab/lab.ts';
import type { Turn } from '../tests/netlab/turn.ts';
import { FIREFOX_CONTEXT } from '../tests/support/browser/browsers.ts';
import { openContext } from '../tests/support/browser/person.ts';
import ensureBundle from '../tests/support/build.ts';
import { BENCH_ENVIRONMENT } from './support/bench-environment.ts';
import { printTable } from './support/figures.ts';
import { firstFrameAt, watchFirstFrame } from './support/first-frame.ts';
import { PAIRINGS, type BrowserName, type Pairing } from './support/nat-pairings.ts';

/**
 * `npm run bench:nat`: whether two people see each other behind every pairing of NATs, by which path, and how long it
 * takes from opening the link to the first frame of the other. Ends with an error if one pairing does not connect.
 */

/** ICE goes on to better paths after the first that works; by then it has settled. */
const SETTLED_S = 1.5;

interface Guests {
  readonly Chromium: Browser;
  readonly Firefox: Browser;
}

interface Outcome {
  readonly pairing: Pairing;
  /** Null when there was no frame in time. */
  readonly firstFrameMs: number | null;
  /** As the guest sees it, and as the host does. */
  readonly paths: readonly (IcePath | null)[];
}

const viaTurn = (turn: Turn): Record<string, string> => ({
  STUN_URLS: turn.stunUrl,
  TURN_URLS: Object.values(turn.urls).join(','),
  TURN_SECRET: turn.secret,
});

async function openPage(browser: Browser, name: BrowserName): Promise<Page> {
  const { page } = await openContext(browser, name === 'Firefox' ? FIREFOX_CONTEXT : {});
  await watchFirstFrame(page);
  return page;
}

async function measure(lab: Lab, hostBrowser: Browser, guests: Guests, pairing: Pairing): Promise<Outcome> {
  await lab.host('a').setNat(pairing.host);
  await lab.host('b').setNat(pairing.guest);
  const room = `${lab.url}/${pairing.host}-${pairing.guest}-${pairing.browser.toLowerCase()}`;
  const host = await openPage(hostBrowser, 'Chromium');
  const guest = await openPage(guests[pairing.browser], pairing.browser);
  try {
    await host.goto(`${room}?join&name=Host`);
    await host.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5);
    await guest.goto(`${room}?join&name=Guest`, { waitUntil: 'commit' });
    const [{ at }] = await Promise.all([firstFrameAt(guest), firstFrameAt(host)]);
    await guest.waitForFunction(
      (seconds) =>
        [...document.querySelectorAll<HTMLVideoElement>('[data-testid=tile]:not([data-self]) video')].some(
          ({ currentTime }) => currentTime > seconds,
        ),
      SETTLED_S,
    );
    return { pairing, firstFrameMs: at, paths: await Promise.all([icePath(guest), icePath(host)]) };
  } catch (error) {
    console.error(`${pairing.host} – ${pairing.guest} (${pairing.browser}): ${String(error)}`);
    return { pairing, firstFrameMs: null, paths: [] };
  } finally {
    await Promise.all([host.context().close(), guest.context().close()]);
  }
}

/** `srflx – srflx`, or `relay – prflx: udp`: how the guest reaches the relay, or the host where only the host does. */
function describePath([guest, host]: Outcome['paths']): string {
  if (!guest) return '';
  const protocols = [guest, host].flatMap((path) => (path?.local === 'relay' ? (path.relayProtocol ?? []) : []));
  const suffix = protocols.length === 0 ? '' : `: ${protocols.join(' and ')}`;
  return `${guest.local} – ${guest.remote}${suffix}`;
}

await ensureBundle();
const lab = await createLab({ hosts: ['a', 'b'] });
const outcomes: Outcome[] = [];
try {
  await lab.startServer({ ...BENCH_ENVIRONMENT, ...viaTurn(await lab.startTurn()) });
  const hostBrowser = await lab.host('a').launchChromium();
  const guests = { Chromium: await lab.host('b').launchChromium(), Firefox: await lab.host('b').launchFirefox() };
  for (const pairing of PAIRINGS) outcomes.push(await measure(lab, hostBrowser, guests, pairing));
} finally {
  await lab.close();
}

printTable([
  ['host – guest', 'guest in', 'connected', 'first frame, ms', 'path, from the guest'],
  ...outcomes.map(({ pairing: { host, guest, browser }, firstFrameMs, paths }) => [
    `${host} – ${guest}`,
    browser,
    firstFrameMs === null ? 'NO' : 'yes',
    firstFrameMs?.toFixed(0) ?? '',
    describePath(paths),
  ]),
]);
const connected = outcomes.filter(({ firstFrameMs }) => firstFrameMs !== null);
console.log(`${connected.length} of ${outcomes.length} pairings connect`);
process.exit(connected.length === outcomes.length ? 0 : 1);
