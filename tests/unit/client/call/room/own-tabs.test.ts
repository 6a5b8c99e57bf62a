import { describe, expect, jest, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import { createOwnTabs, type KnownTabs } from '../../../../../src/client/call/room/own-tabs.ts';
import type { RoomTab } from '../../../../../src/client/call/room/room-tabs.ts';

const OTHER: RoomTab = { id: 'other', since: 100 };

function setUp({ first = [OTHER], since = null }: { first?: readonly RoomTab[]; since?: number | null } = {}) {
  const isInCall = signal(false);
  const microphone: boolean[] = [];
  let known: KnownTabs | null = null;
  const tabs = createOwnTabs({
    selfId: 'self',
    first,
    since,
    isInCall,
    media: {
      setEnabled(kind, isEnabled) {
        if (kind === 'microphone') microphone.push(isEnabled);
        return Promise.resolve();
      },
    },
    timeOfDay: () => 200,
    openChannel(given) {
      known = given;
      return Promise.resolve({ moveHere: () => Promise.resolve(true) });
    },
  });
  tabs.connect();
  return {
    tabs,
    isInCall,
    microphone,
    learn(others: readonly RoomTab[]) {
      if (!known) throw new Error('not connected');
      known.others.value = others;
    },
  };
}

describe('a tab beside another one of its browser', () => {
  test('R14: turns its microphone off when it joins, and plays nobody', () => {
    const { tabs, isInCall, microphone } = setUp();
    expect(microphone).toEqual([]);
    isInCall.value = true;
    expect(microphone).toEqual([false]);
    expect([tabs.isSilent('other'), tabs.isSilent('bob')]).toEqual([true, true]);
  });

  test('R14: leaves the microphone to its person afterwards', () => {
    const { isInCall, microphone, learn } = setUp();
    isInCall.value = true;
    learn([OTHER, { id: 'third', since: 300 }]);
    expect(microphone).toEqual([false]);
  });

  test('R14: does the same when it learns of the other one only after it has joined', () => {
    const { isInCall, microphone, learn, tabs } = setUp({ first: [] });
    isInCall.value = true;
    expect(tabs.isSilent('bob')).toBe(false);
    learn([OTHER]);
    expect(microphone).toEqual([false]);
    expect(tabs.isSilent('bob')).toBe(true);
  });

  test('R14: that joined first keeps its microphone, and plays everybody but the other tab', () => {
    const { tabs, isInCall, microphone, learn } = setUp({ first: [] });
    isInCall.value = true;
    learn([{ id: 'later', since: 300 }]);
    expect(microphone).toEqual([]);
    expect([tabs.isSilent('later'), tabs.isSilent('bob')]).toEqual([true, false]);
  });

  test('R14: plays everybody once the other has gone', () => {
    const { tabs, isInCall, learn } = setUp();
    isInCall.value = true;
    learn([]);
    expect(tabs.isSilent('bob')).toBe(false);
  });

  test('R14: is still the first after a reload, and the second when it comes back after having left', () => {
    const { tabs, isInCall } = setUp({ since: 50 });
    isInCall.value = true;
    expect(tabs.isSecond.value).toBe(false);
    isInCall.value = false;
    isInCall.value = true;
    expect(tabs.isSecond.value).toBe(true);
  });

  test('R14: goes on where the way to the others cannot be had', async () => {
    const { tabs } = setUp();
    const alone = createOwnTabs({
      selfId: 'self',
      first: [],
      since: null,
      isInCall: signal(false),
      media: { setEnabled: () => Promise.resolve() },
      timeOfDay: () => 0,
      openChannel: () => Promise.reject(new Error('the server is away')),
    });
    expect(await alone.moveHere()).toBe(false);
    alone.connect();
    expect(await alone.moveHere()).toBe(false);
    expect(await tabs.moveHere()).toBe(true);
  });

  test('R14: opens the way to the others when it is needed, and only once', async () => {
    const openChannel = jest.fn(() => Promise.resolve({ moveHere: () => Promise.resolve(true) }));
    const tabs = createOwnTabs({
      selfId: 'self',
      first: [OTHER],
      since: null,
      isInCall: signal(false),
      media: { setEnabled: () => Promise.resolve() },
      timeOfDay: () => 0,
      openChannel,
    });
    expect(await tabs.moveHere()).toBe(true);
    tabs.connect();
    expect(openChannel).toHaveBeenCalledTimes(1);
  });
});
