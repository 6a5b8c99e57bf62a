import { describe, expect, test } from '@jest/globals';
import { tilesOf } from '../../../../../src/client/call/room/tiles.ts';
import { createScene, enter, participant } from '../../../../support/scene.ts';

const alice = participant('Alice', 1);
const bob = participant('Bob', 2);

const brief = (scene: ReturnType<typeof createScene>): string[] =>
  tilesOf(scene.state, []).map(({ name, state, isSelf }) => `${name} ${state}${isSelf ? ' self' : ''}`);

describe('tiles', () => {
  test('are oneself and then the others in the order in which they came', () => {
    const scene = createScene(bob, alice);
    scene.happens(...enter(3, bob, alice), { type: 'connection:live', connection: 'me-0' });

    expect(brief(scene)).toEqual(['Me live self', 'Alice connecting', 'Bob live']);
  });

  test('show who is away only when their media does not say otherwise', () => {
    const scene = createScene(alice, bob);
    scene.happens(...enter(3, alice, bob), { type: 'connection:live', connection: 'me-0' });
    const away = (who: typeof alice, rev: number) =>
      ({
        type: 'room:fact',
        fact: { type: 'participant:changed', rev, participant: { ...who, presence: 'away' } },
      }) as const;
    scene.happens(away(alice, 21), away(bob, 22));

    expect(brief(scene)).toEqual(['Me live self', 'Alice live', 'Bob away']);
    scene.happens({ type: 'connection:broken', connection: 'me-0' });
    expect(brief(scene)).toEqual(['Me live self', 'Alice away', 'Bob away']);
  });

  test('show a broken link of somebody who is there as mending', () => {
    const scene = createScene(alice);
    scene.happens(...enter(3, alice), { type: 'connection:live', connection: 'me-0' });
    scene.happens({ type: 'connection:broken', connection: 'me-0' });

    expect(brief(scene)).toEqual(['Me live self', 'Alice mending']);
  });
});
