import { chromium, firefox, test as base, type Browser } from '@playwright/test';
import { startCluster } from '../servers/cluster-process.ts';
import { startServer, type ServerProcess } from '../servers/server-process.ts';
import {
  CHROMIUM_ARGS,
  chromiumPath,
  FAKE_DEVICES,
  FIREFOX_CONTEXT,
  FIREFOX_OPTIONS,
  SEVERAL_DEVICES,
} from './browsers.ts';
import { visit, type Person, type Visit } from './person.ts';

interface Fixtures {
  /** A room that no other test uses. */
  room: string;
  /** Lets somebody in by a link, with `&mic=off` and the like. */
  join: (name: string, options?: string) => Promise<Person>;
  /** The same, in Firefox. */
  joinWithFirefox: (name: string, options?: string) => Promise<Person>;
  /** The same, in a browser of its own that has several cameras, microphones and speakers. */
  joinWithDevices: (name: string, how: Pick<Visit, 'context' | 'prepare'>) => Promise<Person>;
  /** A browser with other devices or another answer to the prompts; closed after the test. */
  launch: (args: readonly string[]) => Promise<Browser>;
}

interface WorkerFixtures {
  server: ServerProcess;
  chrome: Browser;
  fox: Browser;
}

const launchChromium = (args: readonly string[]): Promise<Browser> =>
  chromium.launch({ ...chromiumPath(), args: [...CHROMIUM_ARGS, ...args] });

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      // `npm run test:cluster`: the same tests against two processes.
      const cluster = process.env['TEST_CLUSTER'] === undefined ? null : await startCluster();
      const server = cluster ?? (await startServer());
      await use(server);
      await (cluster ? cluster.close() : server.kill());
    },
    { scope: 'worker' },
  ],
  chrome: [
    async ({}, use) => {
      const browser = await launchChromium(FAKE_DEVICES);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  fox: [
    async ({}, use) => {
      const browser = await firefox.launch(FIREFOX_OPTIONS);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  room: async ({}, use) => {
    await use(crypto.randomUUID());
  },
  join: async ({ chrome, server, room }, use) => {
    const people: Person[] = [];
    await use(async (name, options = '') => {
      const person = await visit(chrome, { url: server.url, room, name, options });
      people.push(person);
      return person;
    });
    await Promise.all(people.map((person) => person.close()));
  },
  joinWithFirefox: async ({ fox, server, room }, use) => {
    const people: Person[] = [];
    await use(async (name, options = '') => {
      const person = await visit(fox, { url: server.url, room, name, options, context: FIREFOX_CONTEXT });
      people.push(person);
      return person;
    });
    await Promise.all(people.map((person) => person.close()));
  },
  joinWithDevices: async ({ launch, server, room }, use) => {
    await use(async (name, how) => visit(await launch(SEVERAL_DEVICES), { url: server.url, room, name, ...how }));
  },
  launch: async ({}, use) => {
    const browsers: Browser[] = [];
    await use(async (args) => {
      const browser = await launchChromium(args);
      browsers.push(browser);
      return browser;
    });
    await Promise.all(browsers.map((browser) => browser.close()));
  },
});

export { expect } from '@playwright/test';
