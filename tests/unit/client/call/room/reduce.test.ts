import { describe, expect, test } from '@jest/globals';
import { EMPTY_ROSTER } from '../../../../../src/shared/protocol.ts';
import { createScene, enter, idOf, joined, participant } from '../../../../support/scene.ts';

const alice = participant('Alice', 1);
const bob = participant('Bob', 2);
const carol = participant('Carol', 4);

const left = (name: string, rev: number, reason: 'left' | 'lost' = 'left') =>
  ({ type: 'room:fact', fact: { type: 'participant:left', rev, id: idOf(name), reason } }) as const;
const cameIn = (who: typeof alice, rev: number) =>
  ({ type: 'room:fact', fact: { type: 'participant:joined', rev, participant: who } }) as const;
const roster = (rev: number, ...participants: (typeof alice)[]) =>
  ({ type: 'room:roster', roster: { ...EMPTY_ROSTER, rev, participants } }) as const;

describe('joining', () => {
  test('C1: waits until the page can be called', () => {
    const scene = createScene();
    scene.happens({ type: 'join', name: 'Me' }, { type: 'room:connected' });
    expect(scene.effects()).toEqual([]);

    scene.happens({ type: 'peer-server:open' });
    expect(scene.effects()).toEqual(['room:join Me']);
    expect(scene.state.phase).toBe('joining');
  });

  test('C2: calls those whom the page came with while its sockets still open', () => {
    const scene = createScene(alice, bob);
    scene.happens({ type: 'join', name: 'Me' });

    expect(scene.effects()).toEqual(['dial id-alice me-0', 'dial id-bob me-1']);
  });

  test('C2: drops the early call to somebody who has gone by then', () => {
    const scene = createScene(alice, bob);
    scene.happens(...enter(3, alice));

    expect(scene.effects()).toEqual(['dial id-alice me-0', 'dial id-bob me-1', 'room:join Me', 'close me-1']);
    expect(scene.link('Bob')).toBeUndefined();
  });

  test('C2: calls nobody who came later, but waits for their call', () => {
    const scene = createScene();
    scene.happens(...enter(3), cameIn(carol, 21));
    scene.wait(60_000);

    expect(scene.effects()).toEqual(['room:join Me', 'Carol joined']);
    expect(scene.link('Carol')?.health).toMatchObject({ phase: 'connecting', connection: null });
  });

  test('tells why it was refused, and can be tried again', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice).slice(0, 3), { type: 'room:refused', code: 'room:full' });
    expect(scene.state).toMatchObject({ phase: 'over', endReason: 'room:full' });
    scene.effects();

    scene.happens({ type: 'join', name: 'Me' });
    expect(scene.effects()).toEqual(['room:join Me', 'dial id-alice me-1']);
  });

  test('leaves again when the person left before the server had answered', () => {
    const scene = createScene();
    scene.happens({ type: 'join', name: 'Me' }, { type: 'room:connected' }, { type: 'peer-server:open' });
    scene.happens({ type: 'leave' }, joined(1));

    expect(scene.effects()).toEqual(['room:join Me', 'room:leave', 'room:leave']);
    expect(scene.state.phase).toBe('over');
  });
});

describe('being called', () => {
  test('answers somebody on the roster at once', () => {
    const scene = createScene();
    scene.happens(...enter(3), cameIn(carol, 21));
    scene.happens({ type: 'connection:incoming', from: carol.id, connection: 'c' });
    scene.happens({ type: 'connection:live', connection: 'c' });

    expect(scene.effects()).toContain('answer c');
    expect(scene.link('Carol')?.health).toEqual({ phase: 'live', connection: 'c' });
  });

  test('C3: keeps a call from somebody unknown until the roster shows them', () => {
    const scene = createScene();
    scene.happens(...enter(3));
    scene.effects();
    scene.happens({ type: 'connection:incoming', from: carol.id, connection: 'c' });
    scene.wait(4000);
    expect(scene.effects()).toEqual([]);

    scene.happens(cameIn(carol, 21));
    expect(scene.effects()).toContain('answer c');
  });

  test('C3: refuses a call from somebody who stays unknown', () => {
    const scene = createScene();
    scene.happens(...enter(3));
    scene.effects();
    scene.happens({ type: 'connection:incoming', from: 'id-mallory', connection: 'm' });
    scene.wait(5000);

    expect(scene.effects()).toEqual(['close m']);
    expect(scene.state.waitingCalls).toEqual([]);
  });

  test('refuses calls while not in the room', () => {
    const scene = createScene(alice);
    scene.happens({ type: 'connection:incoming', from: alice.id, connection: 'a' });

    expect(scene.effects()).toEqual(['close a']);
  });

  test('C2: when both call at once, the call of the later joiner counts', () => {
    const later = createScene(alice);
    later.happens(...enter(3, alice));
    later.effects();
    later.happens({ type: 'connection:incoming', from: alice.id, connection: 'theirs' });
    expect(later.effects()).toEqual(['close theirs']);

    const earlier = createScene(carol);
    earlier.happens(...enter(3, carol));
    earlier.effects();
    earlier.happens({ type: 'connection:incoming', from: carol.id, connection: 'theirs' });
    expect(earlier.effects()).toEqual(['close me-0', 'answer theirs']);
  });

  test('C5: a fresh call takes over when it brings media, and not before', () => {
    const scene = createScene();
    scene.happens(...enter(3), cameIn(carol, 21));
    scene.happens({ type: 'connection:incoming', from: carol.id, connection: 'c1' });
    scene.happens({ type: 'connection:live', connection: 'c1' });
    scene.effects();
    scene.happens({ type: 'connection:incoming', from: carol.id, connection: 'c2' });
    expect(scene.effects()).toEqual(['answer c2']);
    expect(scene.link('Carol')?.health).toMatchObject({ phase: 'mending', connection: 'c1', next: 'c2' });

    scene.happens({ type: 'connection:live', connection: 'c2' });
    expect(scene.effects()).toEqual(['close c1', 'check media of c2']);
    expect(scene.link('Carol')?.health).toEqual({ phase: 'live', connection: 'c2' });
  });
});

describe('others leaving', () => {
  test('C4: takes their link away at once', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice), { type: 'connection:live', connection: 'me-0' });
    scene.effects();
    scene.happens(left('Alice', 21));

    expect(scene.effects()).toEqual(['close me-0', 'Alice left']);
    expect(scene.state.links.size).toBe(0);
  });

  test('C4: does not end a live link when the server merely lost them', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice), { type: 'connection:live', connection: 'me-0' });
    scene.effects();
    scene.happens(left('Alice', 21, 'lost'));
    expect(scene.effects()).toEqual([]);
    expect(scene.link('Alice')).toMatchObject({ health: { phase: 'live' }, isListed: false });

    scene.happens({ type: 'connection:broken', connection: 'me-0' });
    scene.wait(29_999);
    expect(scene.link('Alice')).toBeDefined();
    scene.wait(1);
    expect(scene.link('Alice')).toBeUndefined();
  });

  test('R4: asks for the whole roster when a fact is missing', () => {
    const scene = createScene();
    scene.happens(...enter(3));
    scene.effects();
    scene.happens(cameIn(carol, 25));
    expect(scene.effects()).toEqual(['room:resync']);

    scene.happens(roster(25, participant('Me', 3), carol));
    expect(scene.link('Carol')).toBeDefined();
  });
});

describe('a server restart', () => {
  test('C4: touches no healthy link, whatever the roster says', () => {
    const scene = createScene(alice, bob);
    scene.happens(...enter(3, alice, bob));
    scene.happens({ type: 'connection:live', connection: 'me-0' }, { type: 'connection:live', connection: 'me-1' });
    scene.effects();

    scene.happens({ type: 'room:disconnected' }, { type: 'peer-server:lost' });
    scene.wait(4000);
    scene.happens({ type: 'room:connected' }, roster(0));
    expect(scene.effects()).toEqual(['room:join Me']);

    // Joins are numbered anew: this time we are the first.
    scene.happens(joined(1), cameIn(participant('Bob', 2), 21), cameIn(participant('Alice', 3), 22));
    scene.happens({ type: 'peer-server:open' });
    scene.wait(60_000);
    expect(scene.effects()).toEqual([]);
    expect(scene.link('Alice')).toMatchObject({ isListed: true, health: { phase: 'live', connection: 'me-0' } });
    expect(scene.link('Bob')).toMatchObject({ isListed: true, health: { phase: 'live', connection: 'me-1' } });
  });

  test('forgets a call that was not up yet, and makes it again when the other is back', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice));
    scene.happens({ type: 'room:disconnected' }, { type: 'room:connected' }, roster(0));
    expect(scene.effects()).toContain('close me-0');

    scene.happens({ type: 'peer-server:lost' }, joined(2, alice), { type: 'peer-server:open' });
    expect(scene.effects()).toContain('dial id-alice me-1');
  });

  test('comes back to the roster even when it was taken off while connected', () => {
    const scene = createScene();
    scene.happens(...enter(3));
    scene.effects();
    scene.happens(left('Me', 21, 'lost'));

    expect(scene.effects()).toEqual(['room:join Me']);
  });
});

describe('C15: what comes late', () => {
  test('a roster that is older than what this connection has told changes nothing', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice), cameIn(carol, 21), left('Alice', 22));
    scene.happens(roster(20, alice), roster(0));
    expect(scene.state.roster).toMatchObject({ rev: 22 });
    expect([...scene.state.links.keys()]).toEqual([idOf('Carol')]);
  });

  test('an answer to a join does not take back what has happened since', () => {
    const scene = createScene(alice);
    scene.happens({ type: 'join', name: 'Me' }, { type: 'room:connected' }, { type: 'peer-server:open' });
    scene.happens(roster(19, alice), left('Alice', 20), cameIn(participant('Me', 2), 21));
    scene.happens({
      type: 'room:joined',
      joined: { self: participant('Me', 2), roster: { ...EMPTY_ROSTER, rev: 19, participants: [alice] } },
    });
    expect(scene.state.phase).toBe('joined');
    expect(scene.state.links.size).toBe(0);
  });

  test('the first word of a new connection counts, whatever its revision: the server may know of nobody', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice), { type: 'room:disconnected' }, { type: 'room:connected' }, roster(0));
    expect(scene.state.roster.rev).toBe(0);
  });
});

describe('leaving', () => {
  test('closes every link, and says so once', () => {
    const scene = createScene(alice, bob);
    scene.happens(...enter(3, alice, bob), { type: 'connection:live', connection: 'me-0' });
    scene.effects();
    scene.happens({ type: 'leave' }, { type: 'leave' });

    expect(scene.effects()).toEqual(['room:leave', 'close me-0', 'close me-1']);
    expect(scene.state).toMatchObject({ phase: 'over', endReason: 'left' });
  });

  test('R6: ends without a word to the room when another tab took over', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice));
    scene.effects();
    scene.happens({ type: 'room:replaced' });

    expect(scene.effects()).toEqual(['close me-0']);
    expect(scene.state).toMatchObject({ phase: 'over', endReason: 'replaced' });
  });
});
