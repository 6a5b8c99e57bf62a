import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { acceptFile, sendFiles } from '../../support/browser/files.ts';
import { expect, test } from '../../support/browser/fixtures.ts';
import { visit } from '../../support/browser/person.ts';

/** Everything that the browser refuses from now on because of the page's security policy. */
async function watchViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const violations: string[] = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
      violations.push(`${violatedDirective} ${sample}`),
    );
    Object.assign(globalThis, { violations });
  });
  return () => page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);
}

test('a call, a file and the installed app start only scripts of ours, and no other script can be started', async ({
  chrome,
  server,
  room,
}, testInfo) => {
  const alice = await visit(chrome, { url: server.url, room, name: 'Alice' });
  const violationsOf = await watchViolations(alice.page);
  const bob = await visit(chrome, { url: server.url, room, name: 'Bob' });
  const violationsOfBob = await watchViolations(bob.page);
  await Promise.all([alice.sees('Bob'), bob.sees('Alice')]);

  const path = testInfo.outputPath('hello.txt');
  await writeFile(path, 'hello');
  await sendFiles(alice, [path]);
  await acceptFile(bob, 'hello.txt');
  expect(await alice.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.scriptURL)).toBe(
    `${server.url}/service-worker.js`,
  );
  expect([await violationsOf(), await violationsOfBob()]).toEqual([[], []]);

  const refused = await alice.page.evaluate(() => {
    const policies = (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } })
      .trustedTypes;
    const attempts: Record<string, () => unknown> = {
      'a worker by its address': () => new Worker('/assets/main.js'),
      'a script element': () => (document.createElement('script').src = '/assets/main.js'),
      markup: () => (document.body.innerHTML = '<img src=x onerror=alert(1)>'),
      'a policy of another name': () => policies.createPolicy('other', { createScriptURL: (url: string) => url }),
      'our policy once more': () => policies.createPolicy('madang', { createScriptURL: (url: string) => url }),
    };
    return Object.entries(attempts).filter(([, attempt]) => {
      try {
        attempt();
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    }).length;
  });
  expect(refused).toBe(5);
  await alice.close();
  await bob.close();
});
