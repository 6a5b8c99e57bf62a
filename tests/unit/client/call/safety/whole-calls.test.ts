import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { signal, type Signal } from '@preact/signals-core';
import type { SafetyState } from '../../../../../src/client/call/safety/safety-state.ts';
import { startSafety } from '../../../../../src/client/call/safety/start-safety.ts';
import { createFakeWorld, type FakePage, type FakeWorld } from '../../../../support/fakes/fake-world.ts';
import { areConnected, meet } from '../../../../support/fakes/people.ts';

/** Whole calls: everything of a call is real; sockets, connections and the clock are fakes. */
let world: FakeWorld;
beforeEach(() => {
  world = createFakeWorld();
});
afterEach(() => world.close());

let bytes = 0;
const randomBytes = (count: number): Uint8Array => new Uint8Array(count).fill((bytes += 1));

function start({ call }: FakePage): Signal<SafetyState> {
  const shown = signal<SafetyState>({ type: 'checking' });
  startSafety({ call, shown, randomBytes, schedule: world.clock.schedule });
  return shown;
}

const codeOn = ({ value }: Signal<SafetyState>): string | null => (value.type === 'code' ? value.code.join(' ') : null);
const codesOn = (screens: readonly Signal<SafetyState>[]): (string | null)[] => screens.map(codeOn);
const haveCode = (screens: readonly Signal<SafetyState>[]) => (): boolean => screens.every((each) => codeOn(each));
const differentOn = (screens: readonly Signal<SafetyState>[]): number => new Set(codesOn(screens)).size;

test('Y5: people who meet have one code, which is another one when somebody comes or goes', async () => {
  const pages = await meet(world, 'Alice', 'Bob', 'Carol');
  const screens = pages.map(start);
  await world.until(haveCode(screens), 5000);
  expect(differentOn(screens)).toBe(1);
  const before = codesOn(screens)[0];
  pages[2].call.leave();
  await world.until(() => screens[2]?.value.type === 'alone' && codesOn(screens)[0] !== before);
  await world.until(haveCode(screens.slice(0, 2)), 5000);
  expect(differentOn(screens.slice(0, 2))).toBe(1);
  pages[2].call.join('Carol');
  await world.until(areConnected(...pages));
  await world.until(haveCode(screens), 5000);
  expect(differentOn(screens)).toBe(1);
  expect(pages.flatMap(({ errors }) => errors)).toEqual([]);
});

test('Y6: whoever starts later, and is not heard at first, is asked', async () => {
  const pages = await meet(world, 'Alice', 'Bob');
  const first = start(pages[0]);
  await world.clock.pass(20_000);
  expect(first.value).toEqual({ type: 'impossible', because: [pages[1].id] });
  const second = start(pages[1]);
  await world.until(haveCode([first, second]), 5000);
  expect(differentOn([first, second])).toBe(1);
});

test('Y7: a connection that is mended changes nothing; another certificate is noticed within seconds', async () => {
  const pages = await meet(world, 'Alice', 'Bob', 'Carol');
  const [alice, bob, carol] = pages;
  const screens = pages.map(start);
  await world.until(haveCode(screens), 5000);
  const before = codesOn(screens)[0];
  world.network.cut(alice.id, bob.id);
  await world.clock.pass(8000);
  world.network.restore(alice.id, bob.id);
  await world.until(areConnected(...pages));
  await world.clock.pass(5000);
  expect(codesOn(screens)).toEqual([before, before, before]);

  alice.links.shown.set(bob.id, 'sha-256 mallory');
  bob.links.shown.set(alice.id, 'sha-256 mallory');
  await world.clock.pass(3000);
  expect(haveCode(screens)()).toBe(true);
  expect(differentOn(screens)).toBe(3);
  for (const { value } of screens) expect(value).toMatchObject({ doubts: [[alice.id, bob.id].sort()] });
  expect(carol.errors).toEqual([]);
});

test('Y1, Y7: somebody in between on a shared screen alone changes the code', async () => {
  const pages = await meet(world, 'Alice', 'Bob');
  const [alice, bob] = pages;
  const screens = pages.map(start);
  await world.until(haveCode(screens), 5000);
  const before = codesOn(screens)[0];
  void alice.call.screens.start();
  alice.screenSource.choose();
  await world.until(() => bob.screens().includes('Alice live'));
  await world.clock.pass(5000);
  expect(codesOn(screens)).toEqual([before, before]);
  bob.links.shownOnScreens.set(alice.id, 'sha-256 mallory');
  await world.clock.pass(5000);
  expect(haveCode(screens)()).toBe(true);
  expect(differentOn(screens)).toBe(2);
});

test('Y1: a page that shows several certificates of its own has no code', async () => {
  const pages = await meet(world, 'Alice', 'Bob', 'Carol');
  pages[0].links.hasManyCertificates = true;
  const [alice, bob] = pages.map(start);
  await world.clock.pass(20_000);
  expect(alice?.value).toEqual({ type: 'unsupported' });
  expect(bob?.value).toEqual({ type: 'impossible', because: [pages[0].id] });
});
