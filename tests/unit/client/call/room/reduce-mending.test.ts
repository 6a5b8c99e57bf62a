import { describe, expect, test } from '@jest/globals';
import { createScene, enter, idOf, joined, participant } from '../../../../support/scene.ts';

const alice = participant('Alice', 1);
const carol = participant('Carol', 4);

const left = (name: string, rev: number, reason: 'left' | 'lost' = 'left') =>
  ({ type: 'room:fact', fact: { type: 'participant:left', rev, id: idOf(name), reason } }) as const;
const cameIn = (who: typeof alice, rev: number) =>
  ({ type: 'room:fact', fact: { type: 'participant:joined', rev, participant: who } }) as const;

describe('a link that fails', () => {
  test('C5: is dialled again, after longer and longer pauses', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice));
    scene.effects();

    for (const [attempt, pauseMs] of [500, 1000, 2000, 4000, 8000, 10_000, 10_000].entries()) {
      scene.happens({ type: 'connection:broken', connection: `me-${attempt}` });
      scene.wait(pauseMs - 1);
      expect(scene.effects()).toEqual([`close me-${attempt}`]);
      scene.wait(1);
      expect(scene.effects()).toEqual([`dial id-alice me-${attempt + 1}`]);
    }
  });

  test('C5: counts as failed when it takes too long, or when PeerServer knows nobody of that id', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice));
    scene.effects();
    scene.wait(12_500);
    expect(scene.effects()).toEqual(['close me-0', 'dial id-alice me-1']);

    scene.happens({ type: 'participant:unreachable', id: alice.id });
    scene.wait(1000);
    expect(scene.effects()).toEqual(['close me-1', 'dial id-alice me-2']);
  });

  test('C5: is not dialled while PeerServer is away, and at once when it is back', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice), { type: 'peer-server:lost' });
    scene.happens({ type: 'connection:broken', connection: 'me-0' });
    scene.effects();
    scene.wait(60_000);
    expect(scene.effects()).toEqual([]);

    scene.happens({ type: 'peer-server:open' });
    expect(scene.effects()).toEqual(['dial id-alice me-1']);
  });
});

describe('a long outage', () => {
  /** In the room with Alice, whose connection broke after the room's was lost. */
  const cutOff = () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice), { type: 'connection:live', connection: 'me-0' });
    scene.happens({ type: 'room:disconnected' }, { type: 'connection:broken', connection: 'me-0' });
    scene.effects();
    return scene;
  };

  test('C11: nobody is dialled over a PeerServer that is as far away as the room', () => {
    const scene = cutOff();
    scene.wait(60_000);
    expect(scene.effects()).toEqual([]);
  });

  test('C11: PeerServer is reached anew with the room, and then the link is dialled at once', () => {
    const scene = cutOff();
    scene.wait(60_000);
    scene.happens({ type: 'room:connected' });
    expect(scene.effects()).toEqual(['peer-server:reconnect', 'room:join Me']);
    scene.happens({ type: 'peer-server:lost' }, joined(4, alice));
    expect(scene.effects()).toEqual([]);
    scene.happens({ type: 'peer-server:open' });
    expect(scene.effects()).toEqual(['dial id-alice me-1']);
  });

  test('C11: a PeerServer that was reached after the room was lost is not reached anew', () => {
    const scene = cutOff();
    scene.happens({ type: 'peer-server:lost' }, { type: 'peer-server:open' });
    scene.effects();
    scene.happens({ type: 'room:connected' });
    expect(scene.effects()).toEqual(['room:join Me']);
  });

  test('C11: a network that is back is used at once, and not after the pause that was due', () => {
    const scene = cutOff();
    scene.happens({ type: 'peer-server:lost' });
    scene.effects();
    scene.happens({ type: 'network:changed' });
    expect(scene.effects()).toEqual(['room:reconnect', 'peer-server:reconnect']);
  });

  test('C11: who came while we were away, and called in vain, is asked to call again', () => {
    const scene = cutOff();
    scene.happens({ type: 'room:connected' }, { type: 'peer-server:lost' }, joined(3, alice, carol));
    scene.effects();
    scene.happens({ type: 'peer-server:open' });
    expect(scene.effects()).toContain('ask id-carol to redial');

    const early = cutOff();
    early.happens({ type: 'peer-server:lost' }, { type: 'peer-server:open' }, { type: 'room:connected' });
    early.effects();
    early.happens(joined(3, alice, carol));
    expect(early.effects()).toContain('ask id-carol to redial');
  });

  test('C11: an offer that PeerServer took with it when it was lost is made again', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice), { type: 'peer-server:lost' });
    scene.effects();
    scene.happens({ type: 'peer-server:open' });
    expect(scene.effects()).toEqual(['close me-0', 'dial id-alice me-1']);
  });
});

describe('TURN credentials that come late', () => {
  test('I2: give a link that is not made yet a fresh try soon', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice));
    scene.effects();
    scene.happens({ type: 'ice:usable' });
    scene.wait(3000);
    expect(scene.effects()).toEqual(['close me-0', 'dial id-alice me-1']);
  });

  test('I2: restart a link that is being mended, and leave one that is live alone', () => {
    const scene = createScene(alice, carol);
    scene.happens(...enter(5, alice, carol));
    scene.happens({ type: 'connection:live', connection: 'me-0' }, { type: 'connection:live', connection: 'me-1' });
    scene.happens({ type: 'connection:interrupted', connection: 'me-0' });
    scene.effects();
    scene.happens({ type: 'ice:usable' });
    expect(scene.effects()).toEqual(['restart me-0']);
  });
});

describe('a link that is disturbed', () => {
  const live = () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice), { type: 'connection:live', connection: 'me-0' });
    scene.effects();
    return scene;
  };

  test('C5: is restarted, and the server probed; when it is heard again, a whole picture is all it takes', () => {
    const scene = live();
    scene.happens({ type: 'connection:interrupted', connection: 'me-0' });
    expect(scene.effects()).toEqual(['restart me-0', 'room:probe']);
    expect(scene.link('Alice')?.health.phase).toBe('mending');

    scene.wait(1500);
    scene.happens({ type: 'connection:live', connection: 'me-0' });
    scene.wait(60_000);
    expect(scene.effects()).toEqual(['connection:refresh', 'check media of me-0']);
    expect(scene.link('Alice')?.health).toEqual({ phase: 'live', connection: 'me-0' });
  });

  test('C5: is made anew when a restart does not help, its last picture kept until then', () => {
    const scene = live();
    scene.happens({ type: 'connection:interrupted', connection: 'me-0' });
    scene.effects();
    scene.wait(4000);
    expect(scene.effects()).toEqual(['restart me-0', 'dial id-alice me-1']);
    scene.happens({ type: 'connection:live', connection: 'me-1' });

    expect(scene.effects()).toEqual(['close me-0', 'check media of me-1']);
    expect(scene.link('Alice')?.health).toEqual({ phase: 'live', connection: 'me-1' });
  });

  test('C5: is mended at once, whatever pause was due, when we are back in the room or they are', () => {
    const scene = live();
    scene.happens({ type: 'connection:broken', connection: 'me-0' });
    for (let attempt = 1; attempt < 8; attempt += 1) {
      scene.happens({ type: 'participant:unreachable', id: alice.id });
      scene.wait(11_000);
    }
    scene.happens({ type: 'participant:unreachable', id: alice.id });
    scene.effects();
    scene.happens({ type: 'room:disconnected' }, { type: 'peer-server:lost' }, { type: 'peer-server:open' });
    scene.happens({ type: 'room:connected' }, joined(3, alice));
    expect(scene.effects().filter((effect) => effect.startsWith('dial'))).toHaveLength(1);

    scene.happens({ type: 'participant:unreachable', id: alice.id });
    scene.effects();
    const away = { ...alice, presence: 'away' as const };
    scene.happens({ type: 'room:fact', fact: { type: 'participant:changed', rev: 21, participant: away } });
    expect(scene.effects()).toEqual([]);
    scene.happens({ type: 'room:fact', fact: { type: 'participant:changed', rev: 22, participant: alice } });
    scene.wait(1000);
    expect(scene.effects().filter((effect) => effect.startsWith('dial'))).toHaveLength(1);
  });

  test('C5: is restarted even if it looks well, when the network has changed', () => {
    const scene = live();
    scene.happens({ type: 'network:changed' });

    expect(scene.effects()).toEqual(['restart me-0', 'room:probe']);
    expect(scene.link('Alice')?.health.phase).toBe('live');
  });

  test('C5: is restarted once more when the server is reached over the new network', () => {
    const back = [{ type: 'room:disconnected' }, { type: 'room:connected' }, joined(3, alice)] as const;
    const scene = live();
    scene.happens({ type: 'network:changed' });
    scene.effects();
    scene.happens(...back);
    expect(scene.effects()).toContain('restart me-0');

    scene.happens(...back);
    expect(scene.effects()).not.toContain('restart me-0');
  });

  test('C8: the earlier joiner asks the later one to call', () => {
    const scene = createScene();
    scene.happens(...enter(3), cameIn(carol, 21));
    scene.happens({ type: 'connection:incoming', from: carol.id, connection: 'c1' });
    scene.happens({ type: 'connection:live', connection: 'c1' }, { type: 'connection:broken', connection: 'c1' });

    expect(scene.effects()).toContain('ask id-carol to redial');
  });

  test('C8: whoever is asked to call does, also when their side looks well', () => {
    const scene = live();
    scene.happens({ type: 'participant:asks-redial', id: alice.id });

    expect(scene.effects()).toEqual(['dial id-alice me-1']);
  });

  test('C4: ends when the server, too, has lost its participant', () => {
    const scene = live();
    scene.happens({ type: 'connection:interrupted', connection: 'me-0' });
    scene.effects();
    scene.happens(left('Alice', 21, 'lost'));

    expect(scene.effects()).toEqual(['close me-0', 'Alice lost']);
  });
});
