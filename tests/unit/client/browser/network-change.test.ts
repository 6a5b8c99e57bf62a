import { beforeEach, describe, expect, test } from '@jest/globals';
import { watchNetwork } from '../../../../src/client/browser/network-change.ts';
import { createFakeClock, type FakeClock } from '../../../support/fakes/fake-clock.ts';

let clock: FakeClock;
let page: EventTarget;
let connection: EventTarget & { type?: string };
let addresses: readonly string[];
let looks: number;
let changes: number;

const wobble = async (): Promise<void> => {
  connection.dispatchEvent(new Event('change'));
  await clock.pass(3000);
};

beforeEach(async () => {
  clock = createFakeClock();
  page = new EventTarget();
  connection = new EventTarget();
  addresses = ['192.168.1.7', 'fd00::7'];
  looks = changes = 0;
  const readAddresses = (): Promise<readonly string[]> => {
    looks += 1;
    return addresses.length > 0 ? Promise.resolve(addresses) : Promise.reject(new Error('none'));
  };
  watchNetwork({ page, connection, readAddresses, schedule: clock.schedule }, () => (changes += 1));
  await clock.pass(6000);
});

describe('C16: the network', () => {
  test('is the same when only the estimate of round trip or speed moves, however often', async () => {
    for (let count = 0; count < 20; count += 1) await wobble();
    expect(changes).toBe(0);
  });

  test('is another one with other local addresses, in whatever order they come', async () => {
    addresses = ['fd00::7', '192.168.1.7'];
    await wobble();
    expect(changes).toBe(0);
    addresses = ['10.0.0.2'];
    await wobble();
    expect(changes).toBe(1);
  });

  test('is looked at again after a while: the browser may not know the new address at once', async () => {
    connection.dispatchEvent(new Event('change'));
    await clock.pass(1000);
    addresses = ['10.0.0.2'];
    await clock.pass(2000);
    expect(changes).toBe(1);
  });

  test('is another one when its type is', () => {
    connection.type = 'cellular';
    connection.dispatchEvent(new Event('change'));
    expect(changes).toBe(1);
  });

  test('may be another one when the browser is online again', () => {
    page.dispatchEvent(new Event('online'));
    expect(changes).toBe(1);
  });

  test('is the same when a permission turns names into addresses, or when no address can be had for a moment', async () => {
    addresses = [];
    await wobble();
    addresses = ['0f3a.local', '77bc.local'];
    await wobble();
    addresses = ['192.168.1.7', 'fd00::7'];
    await wobble();
    expect(changes).toBe(0);
  });

  test('is not looked at more than twice for changes that come all at once', async () => {
    const before = looks;
    connection.dispatchEvent(new Event('change'));
    await clock.pass(3000);
    expect(looks - before).toBe(2);
  });

  test('is only asked whether it is online where the browser tells nothing else', async () => {
    const before = clock.waiting;
    watchNetwork(
      { page, connection: undefined, readAddresses: () => Promise.resolve([]), schedule: clock.schedule },
      () => (changes += 1),
    );
    expect(clock.waiting).toBe(before);
    page.dispatchEvent(new Event('online'));
    await clock.pass(10_000);
    expect(changes).toBe(2);
  });
});
