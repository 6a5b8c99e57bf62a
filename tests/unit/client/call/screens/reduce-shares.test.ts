import { describe, expect, test } from '@jest/globals';
import type { ShareEvent } from '../../../../../src/client/call/screens/share-state.ts';
import { idOf } from '../../../../support/scene.ts';
import { CONNECTING, createShareScene, LIVE, withCompany, type ShareScene } from '../../../../support/share-scene.ts';

const ours = (...shares: string[]): ShareEvent => ({ type: 'shares:changed', shares });
const announced = (name: string, ...shares: string[]): ShareEvent => ({
  type: 'shares:announced',
  from: idOf(name),
  shares,
});
const incoming = (name: string, share: string, connection: string): ShareEvent => ({
  type: 'connection:incoming',
  from: idOf(name),
  share,
  connection,
});
const live = (connection: string): ShareEvent => ({ type: 'connection:live', connection });
const broken = (connection: string): ShareEvent => ({ type: 'connection:broken', connection });

const phases = ({ state }: ShareScene): string[] =>
  [...state.links].map(([key, { health }]) => `${key} ${health.phase}`);

describe('a screen of ours', () => {
  test('C11: goes to everybody with whom there is a live link, and to others once theirs is', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE, Bob: CONNECTING }), ours('screen_1'));
    expect(scene.effects()).toEqual(['dial id-alice screen_1 me-0']);

    scene.happens(withCompany({ Alice: LIVE, Bob: LIVE }));
    expect(scene.effects()).toEqual(['dial id-bob screen_1 me-1']);
  });

  test('C11: reaches whoever comes later', () => {
    const scene = createShareScene();
    scene.happens(ours('screen_1'), withCompany({}));
    expect(scene.effects()).toEqual([]);
    scene.happens(withCompany({ Carol: LIVE }));
    expect(scene.effects()).toEqual(['dial id-carol screen_1 me-0']);
  });

  test('stays while the link with its viewer is being mended, and ends with it', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE }), ours('screen_1'), live('me-0'));
    scene.effects();
    scene.happens(withCompany({ Alice: CONNECTING }));
    expect(scene.effects()).toEqual([]);
    scene.happens(withCompany({}));
    expect(scene.effects()).toEqual(['close me-0']);
  });

  test('ends alone where there are several', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE }), ours('screen_1', 'screen_2'), live('me-0'), live('me-1'));
    scene.effects();
    scene.happens(ours('screen_2'));
    expect(scene.effects()).toEqual(['close me-0']);
    expect(phases(scene)).toEqual(['out/id-alice/screen_2 live']);
  });

  test('C5: is mended by a restart, then by a fresh call that takes over when it is live', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE }), ours('screen_1'), live('me-0'));
    scene.effects();
    scene.happens({ type: 'connection:interrupted', connection: 'me-0' });
    expect(scene.effects()).toEqual(['restart me-0']);
    scene.wait(4000);
    expect(scene.effects()).toEqual(['restart me-0', 'dial id-alice screen_1 me-1']);
    scene.happens(live('me-1'));
    expect(scene.effects()).toEqual(['close me-0']);
  });

  test('C5: is called again when its viewer asks, or could not be reached', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE }), ours('screen_1'), live('me-0'));
    scene.effects();
    scene.happens({ type: 'participant:asks-redial', id: idOf('Alice'), share: 'screen_1' });
    expect(scene.effects()).toEqual(['dial id-alice screen_1 me-1']);
    scene.happens({ type: 'participant:unreachable', id: idOf('Alice') });
    expect(scene.effects()).toEqual(['close me-1']);
    scene.wait(500);
    expect(scene.effects()).toEqual(['dial id-alice screen_1 me-2']);
    scene.happens({ type: 'participant:asks-redial', id: idOf('Mallory'), share: 'screen_1' });
    scene.happens({ type: 'participant:asks-redial', id: idOf('Alice'), share: 'screen_9' });
    expect(scene.effects()).toEqual([]);
  });

  test('waits while PeerServer cannot be reached, and is called as soon as it can', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE }, false), ours('screen_1'));
    scene.wait(60_000);
    expect(scene.effects()).toEqual([]);
    scene.happens(withCompany({ Alice: LIVE }));
    expect(scene.effects()).toEqual(['dial id-alice screen_1 me-0']);
  });

  test('looks for another way when our network has changed', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE }), ours('screen_1'), live('me-0'));
    scene.effects();
    scene.happens({ type: 'network:changed' });
    expect(scene.effects()).toEqual(['restart me-0']);
  });
});

describe('a screen of somebody else', () => {
  test('C11: is answered when it was announced, whichever comes first', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE }), announced('Alice', 'screen_1', 'screen_2'));
    expect(phases(scene)).toEqual(['in/id-alice/screen_1 connecting', 'in/id-alice/screen_2 connecting']);
    scene.happens(incoming('Alice', 'screen_1', 'a'));
    expect(scene.effects()).toEqual(['answer a']);

    scene.happens(announced('Alice'), incoming('Alice', 'screen_3', 'c'));
    expect(scene.effects()).toEqual(['close a']);
    scene.wait(4000);
    scene.happens(announced('Alice', 'screen_3'));
    expect(scene.effects()).toEqual(['answer c']);
  });

  test('C11: is refused when it stays unannounced, comes from a stranger, or is one of too many', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE }));
    scene.happens(announced('Mallory', 'screen_1'), incoming('Mallory', 'screen_1', 'm'));
    for (const number of [1, 2, 3, 4]) scene.happens(incoming('Alice', `screen_${number}`, `a${number}`));
    expect(scene.effects()).toEqual(['close a4']);
    scene.wait(5000);
    expect(scene.effects()).toEqual(['close m', 'close a1', 'close a2', 'close a3']);
    expect(scene.state.waiting).toEqual([]);
  });

  test('cannot pass for one of ours', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE }), ours('screen_1'), live('me-0'), announced('Alice', 'screen_1'));
    scene.effects();
    scene.happens(incoming('Alice', 'screen_1', 'a'), announced('Alice'));
    expect(scene.effects()).toEqual(['answer a', 'close a']);
    expect(phases(scene)).toEqual(['out/id-alice/screen_1 live']);
  });

  test('C5: is asked for anew when it breaks, and never called', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE }), announced('Alice', 'screen_1'), incoming('Alice', 'screen_1', 'a'));
    scene.happens(live('a'));
    scene.effects();
    scene.happens(broken('a'));
    expect(scene.effects()).toEqual(['ask id-alice for screen_1']);
    scene.happens(incoming('Alice', 'screen_1', 'b'), live('b'));
    expect(scene.effects()).toEqual(['answer b', 'close a']);
    expect(phases(scene)).toEqual(['in/id-alice/screen_1 live']);
  });

  test('is gone with its owner, and so is what they announced', () => {
    const scene = createShareScene();
    scene.happens(withCompany({ Alice: LIVE }), announced('Alice', 'screen_1'), withCompany({}));
    expect(phases(scene)).toEqual([]);
    scene.happens(withCompany({ Alice: LIVE }));
    expect(phases(scene)).toEqual([]);
  });
});
