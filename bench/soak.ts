import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import ensureBundle from '../tests/support/build.ts';
import { createRandom, type Random } from '../tests/support/random.ts';
import { onPage, type Person } from '../tests/support/browser/person.ts';
import { createLab, type Host, type Lab } from '../tests/netlab/lab.ts';
import { allSeeEachOther } from '../tests/netlab/people.ts';
import type { Service } from '../tests/netlab/service.ts';
import { BENCH_ENVIRONMENT } from './support/bench-environment.ts';
import { printTable } from './support/figures.ts';

/**
 * Four people in a call for half an hour, while their networks and the server fail at random, and one of them writes.
 * In the end everybody sees everybody, and everybody has read every message once, in order. `npm run bench:soak -- 30 1`:
 * minutes, seed.
 */

const MINUTES = Number(process.argv[2] ?? 30);
const SEED = Number(process.argv[3] ?? 1);
const NAMES = ['Alice', 'Bob', 'Carol', 'Dave'] as const;
const HOSTS = ['a', 'b', 'c', 'd'] as const;

/** Between messages: a page says no more than one a second. */
const MESSAGE_PAUSE_MS = 1200;
/** How often memory is looked at. The chat keeps 500 messages: until then heaps grow, from then on they should not. */
const MEASUREMENTS = 6;
const LONGEST_FAULT_MS = 20_000;
const LONGEST_CALM_MS = 15_000;

interface Fault {
  readonly name: string;
  begin(host: Host, server: Service): Promise<unknown>;
  end(host: Host, server: Service): Promise<unknown>;
}

const FAULTS: readonly Fault[] = [
  { name: 'link down', begin: (host) => host.linkDown(), end: (host) => host.linkUp() },
  { name: 'uplink down', begin: (host) => host.uplinkDown(), end: (host) => host.uplinkUp() },
  { name: 'new address', begin: (host) => host.renumber(), end: () => Promise.resolve() },
  { name: 'server path cut', begin: (host) => host.cutServerPath(), end: (host) => host.healServerPath() },
  { name: 'peers cut', begin: (host) => host.cutPeers(), end: (host) => host.healPeers() },
  {
    name: 'bad line',
    begin: (host) => host.wire({ delayMs: 80, jitterMs: 30, lossPercent: 8 }),
    end: (host) => host.wire({}),
  },
  { name: 'NAT restarted', begin: (host) => host.setNat('cone'), end: () => Promise.resolve() },
  { name: 'server killed', begin: (_host, server) => server.kill(), end: (_host, server) => server.start() },
];

async function enter(lab: Lab, index: number): Promise<Person> {
  const browser = await lab.host(HOSTS[index] ?? '').launchChromium();
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  const page = await context.newPage();
  // Functions that Playwright takes into the page call this helper of tsx's.
  await page.addInitScript({ content: 'globalThis.__name = (named) => named' });
  await page.goto(`${lab.url}/soak?join&name=${NAMES[index] ?? ''}`);
  return onPage(page, NAMES[index] ?? '');
}

async function openChat({ page }: Person): Promise<void> {
  const toggle = page.getByTestId('chat-toggle');
  await toggle.click();
  await page.getByTestId('chat-log').waitFor();
}

/** The numbers of the messages on that page, as far as its log goes back. */
async function numbersOn(page: Page): Promise<number[]> {
  const texts = await page.getByTestId('chat-log').locator('.chat-entry__text').allTextContents();
  return texts.map(Number);
}

/** Reads on where it was; tells of everything that is missing, doubled or out of order. */
function createReader({ page, name }: Person) {
  let last = 0;
  const mistakes: string[] = [];
  return {
    mistakes,
    async read(): Promise<number> {
      const numbers = await numbersOn(page);
      for (const [index, number] of numbers.entries()) {
        const before = numbers[index - 1] ?? Math.min(last, number - 1);
        if (number !== before + 1) mistakes.push(`${name}: ${number} after ${before}`);
      }
      last = numbers.at(-1) ?? last;
      return last;
    },
  };
}

async function heapMb(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  return usedSize / 2 ** 20;
}

/** Resident memory of the newest server: it may have been killed and started since; NaN while there is none. */
async function serverMb(lab: Lab): Promise<number> {
  try {
    const pid = (await lab.run('pgrep', ['-n', '-f', 'src/server/main.ts'])).trim();
    const [, kb] = /VmRSS:\s+(\d+)/.exec(await lab.run('cat', [`/proc/${pid}/status`])) ?? [];
    return Number(kb) / 1024;
  } catch {
    return NaN;
  }
}

async function fail(lab: Lab, server: Service, random: Random): Promise<void> {
  const fault = random.pick(FAULTS);
  const host = lab.host(random.pick(HOSTS));
  const forMs = random.integer(LONGEST_FAULT_MS);
  console.log(`${new Date().toISOString().slice(11, 19)}  ${fault.name} at ${host.name}, ${forMs} ms`);
  await fault.begin(host, server);
  await setTimeout(forMs);
  await fault.end(host, server);
  await setTimeout(random.integer(LONGEST_CALM_MS));
}

async function soak(lab: Lab): Promise<boolean> {
  const turn = await lab.startTurn();
  const server = await lab.startServer({ ...BENCH_ENVIRONMENT, STUN_URLS: turn.stunUrl });
  const people: Person[] = [];
  for (const index of NAMES.keys()) people.push(await enter(lab, index));
  await allSeeEachOther(...people);
  for (const person of people) await openChat(person);
  const [writer, ...others] = people;
  const readers = others.map(createReader);
  const startedAt = Date.now();
  const until = startedAt + MINUTES * 60_000;
  const memory: string[][] = [];
  const measure = async (): Promise<void> => {
    const heaps = await Promise.all(people.map(({ page }) => heapMb(page)));
    const figures = [...heaps, await serverMb(lab)].map((mb) => mb.toFixed(1));
    memory.push([`after ${Math.round((Date.now() - startedAt) / 60_000)} min`, ...figures]);
  };
  const random = createRandom(SEED);
  let written = 0;
  const write = async (): Promise<void> => {
    while (Date.now() < until) {
      written += 1;
      await writer?.page.getByTestId('chat-input').fill(String(written));
      await writer?.page.getByTestId('chat-input').press('Enter');
      if (written % 100 === 0) for (const reader of readers) await reader.read();
      await setTimeout(MESSAGE_PAUSE_MS);
    }
  };
  const disturb = async (): Promise<void> => {
    while (Date.now() < until) await fail(lab, server, random);
  };
  const remember = async (): Promise<void> => {
    for (let index = 0; index < MEASUREMENTS; index += 1) {
      await measure();
      await setTimeout((MINUTES * 60_000) / MEASUREMENTS);
    }
  };
  await Promise.all([write(), disturb(), remember()]);

  await allSeeEachOther(...people);
  await Promise.all(others.map(({ page }) => page.getByText(String(written), { exact: true }).waitFor()));
  const read = await Promise.all(readers.map((reader) => reader.read()));
  await measure();

  const mistakes = readers.flatMap((reader) => reader.mistakes);
  console.log(`everyone sees everyone after ${MINUTES} minutes, seed ${SEED}`);
  console.log(
    `${written} messages written; read by ${others.map(({ name }, i) => `${name} ${read[i] ?? 0}`).join(', ')}`,
  );
  console.log(mistakes.length === 0 ? 'each arrived once, in order' : mistakes.join('\n'));
  printTable([['MB', ...NAMES.map((name) => `heap of ${name}`), 'server, resident'], ...memory]);
  return mistakes.length === 0 && read.every((last) => last === written);
}

await ensureBundle();
const lab = await createLab({ hosts: HOSTS });
try {
  process.exitCode = (await soak(lab)) ? 0 : 1;
} finally {
  await lab.close();
}
process.exit();
