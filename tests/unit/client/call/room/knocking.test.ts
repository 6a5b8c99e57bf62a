import { describe, expect, test } from '@jest/globals';
import type { CallEvent } from '../../../../../src/client/call/room/call-state.ts';
import type { Fact, KnockEnded, Roster } from '../../../../../src/shared/protocol.ts';
import { createScene, enter, idOf, participant, type Scene } from '../../../../support/scene.ts';

const alice = participant('Alice', 1);
const bob = participant('Bob', 2);
const inside: Roster = { rev: 20, participants: [alice, bob], isLocked: true, knocks: [] };

const rosterIs = (roster: Partial<Roster>): CallEvent => ({
  type: 'room:roster',
  roster: { ...inside, rev: 30, ...roster },
});
const told = (fact: Fact): CallEvent => ({ type: 'room:fact', fact });
const answered = (outcome: KnockEnded['outcome']): CallEvent =>
  told({ type: 'knock:ended', rev: 21, id: idOf('me'), outcome });
const REFUSED: CallEvent = { type: 'room:refused', code: 'room:locked' };
const HEARD: CallEvent = { type: 'room:knocked', mayEnter: false };

/** Before a locked room that Alice and Bob are in, having knocked. */
function atTheDoor(): Scene {
  const scene = createScene();
  scene.happens(
    { type: 'room:connected' },
    { type: 'room:roster', roster: inside },
    { type: 'peer-server:open' },
    { type: 'join', name: 'Me' },
    REFUSED,
    HEARD,
  );
  return scene;
}

describe('before a locked room', () => {
  test('R9: a page calls nobody, is refused, and knocks', () => {
    const scene = atTheDoor();
    expect(scene.effects()).toEqual(['room:join Me', 'room:knock Me']);
    expect(scene.state).toMatchObject({ phase: 'knocking', links: new Map() });
  });

  test('R9: whoever has called before they knew of the lock hangs up', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3).slice(0, 3), REFUSED);
    expect(scene.effects()).toEqual(['dial id-alice me-0', 'room:join Me', 'close me-0', 'room:knock Me']);
  });

  test('R9: whoever is let in joins, and calls those inside', () => {
    const scene = atTheDoor();
    scene.effects();
    scene.happens(answered('admitted'));
    expect(scene.effects()).toEqual(['room:join Me']);

    const self = participant('Me', 3);
    const roster = { ...inside, rev: 22, participants: [alice, bob, self] };
    scene.happens({ type: 'room:joined', joined: { self, roster } });
    expect(scene.effects()).toEqual(['dial id-alice me-0', 'dial id-bob me-1']);
  });

  test('R9: whoever is refused is told so', () => {
    const scene = atTheDoor();
    scene.happens(answered('refused'));
    expect(scene.state).toMatchObject({ phase: 'over', endReason: 'knock:refused' });
  });

  test('R9: a knock that the server does not take ends the waiting', () => {
    const scene = atTheDoor();
    scene.happens({ type: 'room:refused', code: 'knock:too-many' });
    expect(scene.state).toMatchObject({ phase: 'over', endReason: 'knock:too-many' });
  });

  test('R12: the answer counts whatever else happened inside meanwhile', () => {
    const scene = atTheDoor();
    scene.effects();
    scene.happens(told({ type: 'knock:ended', rev: 40, id: idOf('me'), outcome: 'admitted' }));
    expect(scene.effects()).toEqual(['room:join Me']);
  });

  test('R12: a room that was unlocked while it is full still has somebody in it', () => {
    const scene = atTheDoor();
    scene.effects();
    scene.happens(rosterIs({ participants: [], isLocked: false, unseen: 8 }));
    expect(scene.effects()).toEqual(['room:join Me']);
  });

  test('R9: answers to others change nothing', () => {
    const scene = atTheDoor();
    scene.happens(told({ type: 'knock:ended', rev: 21, id: idOf('carol'), outcome: 'admitted' }));
    expect(scene.state.phase).toBe('knocking');
  });

  test('R9: the knock is repeated on a new connection', () => {
    const scene = atTheDoor();
    scene.effects();
    scene.happens({ type: 'room:disconnected' }, { type: 'room:connected' }, rosterIs({}), HEARD);
    expect(scene.effects()).toEqual(['room:knock Me']);
    scene.happens(answered('withdrawn'));
    expect(scene.state.phase).toBe('knocking');
  });

  test('R9: whoever may come in meanwhile, does', () => {
    const scene = atTheDoor();
    scene.effects();
    scene.happens({ type: 'room:disconnected' }, { type: 'room:connected' }, rosterIs({}));
    scene.happens({ type: 'room:knocked', mayEnter: true });
    expect(scene.effects()).toEqual(['room:knock Me', 'room:join Me']);
  });

  test('R8: a room that is unlocked lets everybody in', () => {
    const scene = atTheDoor();
    scene.effects();
    scene.happens(told({ type: 'room:lock-changed', rev: 21, isLocked: false, by: alice.id }));
    expect(scene.effects()).toEqual(['room:join Me', 'dial id-alice me-0', 'dial id-bob me-1']);
  });

  test.each([
    [
      'everybody has left',
      [
        told({ type: 'participant:left', rev: 21, id: alice.id, reason: 'left' }),
        told({ type: 'participant:left', rev: 22, id: bob.id, reason: 'left' }),
      ],
    ],
    [
      'the server has forgotten the room',
      [{ type: 'room:disconnected' }, rosterIs({ participants: [], isLocked: false })],
    ],
  ] satisfies [string, CallEvent[]][])('R9: nobody is pushed into a room that is empty because %s', (_why, events) => {
    const scene = atTheDoor();
    scene.effects();
    scene.happens(...events);
    expect(scene.state.phase).toBe('lobby');
    expect(scene.effects()).toEqual([]);
  });

  test('R9: one can stop waiting', () => {
    const scene = atTheDoor();
    scene.effects();
    scene.happens({ type: 'leave' });
    expect(scene.effects()).toEqual(['room:leave']);
    expect(scene.state.phase).toBe('lobby');
  });
});

describe('inside', () => {
  test('R8, R9: hears who knocks, and who locks and unlocks', () => {
    const scene = createScene();
    scene.happens(...enter(3, alice));
    scene.effects();
    scene.happens(
      told({ type: 'room:lock-changed', rev: 21, isLocked: true, by: alice.id }),
      told({ type: 'knock:made', rev: 22, knock: { id: bob.id, name: 'Bob' } }),
      told({ type: 'knock:ended', rev: 23, id: bob.id, outcome: 'admitted' }),
      told({ type: 'room:lock-changed', rev: 24, isLocked: false, by: idOf('me') }),
    );
    expect(scene.effects()).toEqual(['Alice locked', 'Bob knocked']);
  });

  test('R10: tells a server that was restarted of the lock', () => {
    const scene = createScene();
    scene.happens(...enter(3, alice), told({ type: 'room:lock-changed', rev: 21, isLocked: true, by: alice.id }));
    scene.effects();
    scene.happens({ type: 'room:disconnected' }, { type: 'room:connected' });
    expect(scene.effects()).toContain('room:join Me, which was locked');
  });

  test('R10: tells it of the lock after any number of connections that were lost again', () => {
    const scene = createScene();
    scene.happens(...enter(3, alice), told({ type: 'room:lock-changed', rev: 21, isLocked: true, by: alice.id }));
    scene.effects();
    for (let rev = 100; rev < 104; rev += 1) {
      const forgotten = rosterIs({ rev, participants: [], isLocked: false });
      scene.happens({ type: 'room:disconnected' }, { type: 'room:connected' }, forgotten);
    }
    expect(scene.effects().filter((effect) => effect.startsWith('room:join'))).toEqual(
      Array.from({ length: 4 }, () => 'room:join Me, which was locked'),
    );
  });
});
