import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import { openTabChannel } from '../../../../src/client/browser/tab-channel.ts';
import type { RoomTab } from '../../../../src/client/call/room/room-tabs.ts';
import type { Session } from '../../../../src/client/browser/session.ts';

const idOf = (digit: string, room = 'a'): string => `${room.repeat(16)}-${digit.repeat(24)}`;

/** A tab of a browser without locks; BroadcastChannel is the real one, of Node. */
function openTab(selfId: string, since: number | null = null) {
  const others = signal<readonly RoomTab[]>([]);
  const isInCall = signal(since !== null);
  const taken: Session[] = [];
  const channel = openTabChannel({
    selfId,
    isInCall,
    since: signal(since),
    others,
    handOver: () => ({
      identity: { participantId: selfId, ticket: 'ticket', resumeKey: 'key' },
      name: 'Alice',
      since: since ?? 0,
    }),
    takeOver: (session) => void taken.push(session),
  });
  const until = (isTrue: (known: readonly RoomTab[]) => boolean): Promise<void> =>
    new Promise((resolve) => {
      others.subscribe((known) => {
        if (isTrue(known)) resolve();
      });
    });
  return { channel, others, isInCall, taken, until };
}

describe('tabs of one browser that has no locks', () => {
  const channels: BroadcastChannel[] = [];
  class ClosedAfterTest extends BroadcastChannel {
    constructor(name: string) {
      super(name);
      channels.push(this);
    }
  }
  const page = { navigator: {}, addEventListener: () => undefined, BroadcastChannel: ClosedAfterTest };
  const before = Object.getOwnPropertyDescriptors(globalThis);

  beforeEach(() => {
    for (const [name, value] of Object.entries(page)) {
      Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
    }
  });
  afterEach(() => {
    for (const channel of channels.splice(0)) channel.close();
    for (const name of Object.keys(page)) {
      const descriptor = (before as Record<string, PropertyDescriptor>)[name];
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  });

  test('R14: a tab that is opened later hears of those in its room, and of their going', async () => {
    const first = openTab(idOf('1'), 10);
    openTab(idOf('2', 'b'), 5);
    const lobby = openTab(idOf('3'));
    await lobby.until((known) => known.length > 0);
    expect(lobby.others.value).toEqual([{ id: idOf('1'), since: 10 }]);
    expect(first.others.value).toEqual([]);
    first.isInCall.value = false;
    await lobby.until((known) => known.length === 0);
  });

  test('R14: the first tab hands its call over once, and counts as another one from then on', async () => {
    const first = openTab(idOf('4', 'c'), 10);
    const lobby = openTab(idOf('5', 'c'));
    await lobby.until((known) => known.length > 0);
    expect(await lobby.channel.moveHere()).toBe(true);
    expect(lobby.taken).toEqual([
      { identity: { participantId: idOf('4', 'c'), ticket: 'ticket', resumeKey: 'key' }, name: 'Alice', since: 10 },
    ]);
    await lobby.until((known) => known.length === 0);
    const moved = openTab(idOf('4', 'c'), 10);
    await first.until((known) => known.length > 0);
    expect(await first.channel.moveHere()).toBe(true);
    expect(moved.others.value).toEqual([]);
  });

  test('R14: where no other tab is in the room there is nothing to take over', async () => {
    expect(await openTab(idOf('6', 'd')).channel.moveHere()).toBe(false);
  });
});
