import { describe, expect, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import { createNewVersion } from '../../../../../src/client/call/room/new-version.ts';
import { createMeeting } from '../../../../support/meeting.ts';

/** Lets promises that are settled be noticed. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Alice's page is older than Bob's. */
function setUp(serverVersion: number | 'down') {
  const meeting = createMeeting('alice', 'bob');
  let questions = 0;
  const versionOf = (name: string, protocolVersion: number) => {
    const { messages, state } = meeting.page(name);
    return createNewVersion({
      protocolVersion,
      messages,
      state,
      askVersion() {
        questions += 1;
        return serverVersion === 'down' ? Promise.reject(new Error('down')) : Promise.resolve(serverVersion);
      },
    });
  };
  const alice = meeting.page('alice');
  return {
    meeting,
    alice: versionOf('alice', 1),
    bob: versionOf('bob', 2),
    questions: () => questions,
    /** The page's links are there, or not. */
    setCalm(isCalm: boolean) {
      const state = alice.state.peek();
      const links = new Map(
        [...state.links].map(([id, link]) => [
          id,
          { ...link, health: isCalm ? ({ phase: 'live', connection: 'a' } as const) : link.health },
        ]),
      );
      alice.state.value = { ...state, links };
    },
  };
}

describe('a newer version', () => {
  test('I7: another page that says it is newer has this one ask the server, which offers it at a calm moment', async () => {
    const { meeting, alice, bob, questions, setCalm } = setUp(2);
    meeting.connect('alice', 'bob');
    await settle();
    expect([questions(), alice.isOffered.value]).toEqual([1, false]);
    setCalm(true);
    expect([alice.isOffered.value, bob.isOffered.value]).toEqual([true, false]);
    // It does not come and go.
    setCalm(false);
    expect(alice.isOffered.value).toBe(true);
    alice.decline();
    expect(alice.isOffered.value).toBe(false);
  });

  test.each([[1], ['down']] as const)('I7: is not believed of another page when the server says %s', async (server) => {
    const { meeting, alice, questions, setCalm } = setUp(server);
    setCalm(true);
    meeting.connect('alice', 'bob');
    await settle();
    expect([questions(), alice.isOffered.value]).toEqual([1, false]);
  });

  test('I7: is asked for when the room is connected anew, and not the first time', async () => {
    const { messages, state } = createMeeting('alice').page('alice');
    const call = signal({ ...state.peek(), isRoomConnected: false });
    let questions = 0;
    const version = createNewVersion({
      protocolVersion: 1,
      messages,
      state: call,
      askVersion: () => Promise.resolve((questions += 1) + 1),
    });
    const setConnected = (isRoomConnected: boolean) => (call.value = { ...call.peek(), isRoomConnected });
    setConnected(true);
    expect(questions).toBe(0);
    setConnected(false);
    setConnected(true);
    await settle();
    expect([questions, version.isOffered.value]).toEqual([1, true]);
  });
});
