import { setTimeout } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { test } from '../../netlab/fixtures.ts';
import type { Lab } from '../../netlab/lab.ts';
import { allSeeEachOther, meet, waitInLobby } from '../../netlab/people.ts';
import type { Service } from '../../netlab/service.ts';

/** Calls through everything that happens to networks: all is well again without anybody doing anything. */

test.describe.configure({ timeout: 360_000 });
test.use({ hosts: ['a', 'b', 'c'] });

interface Fault {
  readonly name: string;
  begin(lab: Lab, server: Service): Promise<unknown>;
  readonly lastsMs: number;
  end(lab: Lab, server: Service): Promise<unknown>;
  /** Whether Alice and Bob see each other all the while. */
  readonly isHarmless?: true;
}

const linkDown = (seconds: number): Fault => ({
  name: `a link that is down for ${seconds} s`,
  begin: (lab) => lab.host('a').linkDown(),
  lastsMs: seconds * 1000,
  end: (lab) => lab.host('a').linkUp(),
});

const FAULTS: readonly Fault[] = [
  linkDown(5),
  linkDown(15),
  linkDown(40),
  {
    name: 'another network under the call',
    begin: (lab) => lab.host('a').renumber(),
    lastsMs: 0,
    end: () => Promise.resolve(),
  },
  {
    name: 'a way to the server that is cut while media flows',
    begin: (lab) => lab.host('a').cutServerPath(),
    lastsMs: 12_000,
    end: (lab) => lab.host('a').healServerPath(),
    isHarmless: true,
  },
  {
    name: 'a way between participants that is cut while the server is there',
    begin: (lab) => lab.host('a').cutPeers(),
    lastsMs: 12_000,
    end: (lab) => lab.host('a').healPeers(),
  },
  {
    name: 'a line that loses 5 % and takes 100 ms',
    begin: (lab) => lab.host('a').wire({ delayMs: 50, lossPercent: 5 }),
    lastsMs: 8000,
    end: (lab) => lab.host('a').wire({}),
    isHarmless: true,
  },
  {
    name: 'a server that is killed and started again',
    begin: (_lab, server) => server.kill(),
    lastsMs: 4000,
    end: (_lab, server) => server.start(),
    isHarmless: true,
  },
];

const setUp = async (lab: Lab): Promise<Service> => {
  const turn = await lab.startTurn();
  return lab.startServer({ STUN_URLS: turn.stunUrl });
};

for (const fault of FAULTS) {
  test(`a call survives ${fault.name}`, async ({ lab }) => {
    const server = await setUp(lab);
    const { alice, bob } = await meet(lab);
    await allSeeEachOther(alice, bob);

    await fault.begin(lab, server);
    await setTimeout(fault.lastsMs);
    if (fault.isHarmless) await allSeeEachOther(alice, bob);
    await fault.end(lab, server);

    await allSeeEachOther(alice, bob);
    await expect(alice.tiles()).toHaveCount(2);
  });

  test(`a call survives ${fault.name} while a third participant joins`, async ({ lab }) => {
    const server = await setUp(lab);
    const [carol, { alice, bob }] = await Promise.all([waitInLobby(lab, 'c', 'Carol'), meet(lab)]);
    await allSeeEachOther(alice, bob);

    await fault.begin(lab, server);
    await carol.page.getByTestId('join').click();
    await setTimeout(fault.lastsMs);
    await fault.end(lab, server);

    const people = [alice, bob, carol];
    await allSeeEachOther(...people);
    for (const person of people) await expect(person.tiles()).toHaveCount(3);
  });
}
