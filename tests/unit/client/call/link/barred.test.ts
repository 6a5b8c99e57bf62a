import { describe, expect, test } from '@jest/globals';
import { createScene, enter, participant } from '../../../../support/scene.ts';

const alice = participant('Alice', 1);
const carol = participant('Carol', 4);

/** In the room with Alice, whom we call, and Carol, who calls us; both links are live. */
function createFloodedRoom() {
  const scene = createScene(alice);
  scene.happens(...enter(3, alice, carol), { type: 'connection:live', connection: 'me-0' });
  scene.happens({ type: 'connection:incoming', from: carol.id, connection: 'carol/1' });
  scene.happens({ type: 'connection:live', connection: 'carol/1' });
  scene.effects();
  return scene;
}

describe('somebody whose page floods', () => {
  test('W6: is hung up on, said so once, and called again after 60 s', () => {
    const scene = createFloodedRoom();
    scene.happens({ type: 'participant:flooded', id: alice.id }, { type: 'participant:flooded', id: alice.id });
    expect(scene.effects()).toEqual(['close me-0', 'Alice flooded']);
    expect(scene.link('Carol')?.health.phase).toBe('live');

    scene.happens({ type: 'participant:asks-redial', id: alice.id }, { type: 'network:changed' });
    scene.wait(59_999);
    expect(scene.effects().filter((effect) => effect.includes('alice'))).toEqual([]);
    scene.wait(1);
    expect(scene.effects()).toEqual(['dial id-alice me-1']);
  });

  test('W6: cannot call in the meantime, and is asked to call afterwards', () => {
    const scene = createFloodedRoom();
    scene.happens({ type: 'participant:flooded', id: carol.id });
    expect(scene.effects()).toEqual(['close carol/1', 'Carol flooded']);
    scene.happens({ type: 'connection:incoming', from: carol.id, connection: 'carol/2' });
    expect(scene.effects()).toEqual(['close carol/2']);
    scene.wait(60_000);
    expect(scene.effects()).toEqual(['ask id-carol to redial']);
    scene.happens({ type: 'connection:incoming', from: carol.id, connection: 'carol/3' });
    expect(scene.effects()).toEqual(['answer carol/3']);
  });

  test('W6: does not get around it by leaving and coming back', () => {
    const scene = createFloodedRoom();
    scene.happens({ type: 'participant:flooded', id: carol.id });
    scene.happens({ type: 'room:fact', fact: { type: 'participant:left', rev: 21, id: carol.id, reason: 'left' } });
    scene.happens({ type: 'room:fact', fact: { type: 'participant:joined', rev: 22, participant: carol } });
    scene.effects();
    scene.happens({ type: 'connection:incoming', from: carol.id, connection: 'carol/2' });
    expect(scene.effects()).toEqual(['close carol/2']);
  });

  test('W6: is forgotten in time, also after the call', () => {
    const scene = createFloodedRoom();
    scene.happens({ type: 'participant:flooded', id: carol.id }, { type: 'leave' });
    expect(scene.state.barred.size).toBe(1);
    scene.wait(60_000);
    expect(scene.state.barred.size).toBe(0);
  });
});
