import { describe, expect, test } from '@jest/globals';
import type { CallEvent } from '../../../../../src/client/call/room/call-state.ts';
import { idOf } from '../../../../support/scene.ts';
import { createShareScene, type ShareScene } from '../../../../support/share-scene.ts';

const ours = (...shares: string[]): CallEvent => ({ type: 'shares:changed', shares });
const announced = (name: string, ...shares: string[]): CallEvent => ({
  type: 'shares:announced',
  from: idOf(name),
  shares,
});
const incoming = (name: string, share: string, connection: string): CallEvent => ({
  type: 'share:incoming',
  from: idOf(name),
  share,
  connection,
});
const live = (connection: string): CallEvent => ({ type: 'connection:live', connection });
const broken = (connection: string): CallEvent => ({ type: 'connection:broken', connection });

const phases = ({ state }: ShareScene): string[] =>
  [...state.shares.links].map(([key, { health }]) => `${key} ${health.phase}`);

describe('a screen of ours', () => {
  test('S1: goes to everybody with whom there is a live link, and to others once theirs is', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live', Bob: 'connecting' });
    scene.happens(ours('screen_1'));
    expect(scene.effects()).toEqual(['dial id-alice screen_1 me-0']);

    scene.meets({ Alice: 'live', Bob: 'live' });
    expect(scene.effects()).toEqual(['dial id-bob screen_1 me-1']);
  });

  test('S1: reaches whoever comes later', () => {
    const scene = createShareScene();
    scene.happens(ours('screen_1'));
    scene.meets({});
    expect(scene.effects()).toEqual([]);
    scene.meets({ Carol: 'live' });
    expect(scene.effects()).toEqual(['dial id-carol screen_1 me-0']);
  });

  test('stays while the link with its viewer is being mended, and ends with it', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens(ours('screen_1'), live('me-0'));
    scene.effects();
    scene.meets({ Alice: 'mending' });
    expect(scene.effects()).toEqual([]);
    scene.meets({});
    expect(scene.effects()).toEqual(['close me-0']);
  });

  test('ends alone where there are several', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens(ours('screen_1', 'screen_2'), live('me-0'), live('me-1'));
    scene.effects();
    scene.happens(ours('screen_2'));
    expect(scene.effects()).toEqual(['close me-0']);
    expect(phases(scene)).toEqual(['out/id-alice/screen_2 live']);
  });

  test('C5: is mended by a restart, then by a fresh call that takes over when it is live', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens(ours('screen_1'), live('me-0'));
    scene.effects();
    scene.happens({ type: 'connection:interrupted', connection: 'me-0' });
    expect(scene.effects()).toEqual(['restart me-0']);
    scene.wait(4000);
    expect(scene.effects()).toEqual(['restart me-0', 'dial id-alice screen_1 me-1']);
    scene.happens(live('me-1'));
    expect(scene.effects()).toEqual(['close me-0']);
  });

  test('S2: after a restart its media is looked for; a fresh call is believed, as on a still screen nothing moves', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens(ours('screen_1'), live('me-0'), { type: 'connection:interrupted', connection: 'me-0' });
    scene.effects();
    scene.happens(live('me-0'));
    expect(scene.effects()).toEqual(['connection:refresh', 'check media of me-0']);
    scene.happens(broken('me-0'), live('me-1'));
    expect(scene.effects()).toEqual(['dial id-alice screen_1 me-1', 'close me-0']);
  });

  test('C5: that could not be called is called at once when the link with its viewer is live again', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens(ours('screen_1'), broken('me-0'));
    scene.effects();
    scene.meets({ Alice: 'mending' });
    expect(scene.effects()).toEqual([]);
    scene.meets({ Alice: 'live' });
    expect(scene.effects()).toEqual(['dial id-alice screen_1 me-1']);
  });

  test('C5: is called again when its viewer asks, or could not be reached', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens(ours('screen_1'), live('me-0'));
    scene.effects();
    scene.happens({ type: 'share:asks-redial', id: idOf('Alice'), share: 'screen_1' });
    expect(scene.effects()).toEqual(['dial id-alice screen_1 me-1']);
    scene.happens({ type: 'participant:unreachable', id: idOf('Alice') });
    expect(scene.effects()).toEqual(['close me-1']);
    scene.wait(500);
    expect(scene.effects()).toEqual(['dial id-alice screen_1 me-2']);
    scene.happens({ type: 'share:asks-redial', id: idOf('Mallory'), share: 'screen_1' });
    scene.happens({ type: 'share:asks-redial', id: idOf('Alice'), share: 'screen_9' });
    expect(scene.effects()).toEqual([]);
  });

  test('waits while PeerServer cannot be reached, and is called as soon as it can', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens({ type: 'peer-server:lost' });
    scene.happens(ours('screen_1'));
    scene.wait(60_000);
    expect(scene.effects()).toEqual([]);
    scene.happens({ type: 'peer-server:open' });
    expect(scene.effects()).toEqual(['dial id-alice screen_1 me-0']);
  });

  test('looks for another way when our network has changed', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens(ours('screen_1'), live('me-0'));
    scene.effects();
    scene.happens({ type: 'network:changed' });
    expect(scene.effects()).toEqual(['restart me-0']);
  });
});

describe('a screen of somebody else', () => {
  test('S1: is answered when it was announced, whichever comes first', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens(announced('Alice', 'screen_1', 'screen_2'));
    expect(phases(scene)).toEqual(['in/id-alice/screen_1 connecting', 'in/id-alice/screen_2 connecting']);
    scene.happens(incoming('Alice', 'screen_1', 'a'));
    expect(scene.effects()).toEqual(['answer a']);

    scene.happens(announced('Alice'), incoming('Alice', 'screen_3', 'c'));
    expect(scene.effects()).toEqual(['close a']);
    scene.wait(4000);
    scene.happens(announced('Alice', 'screen_3'));
    expect(scene.effects()).toEqual(['answer c']);
  });

  test('S1: is refused when it stays unannounced, comes from a stranger, or is one of too many', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens(announced('Mallory', 'screen_1'), incoming('Mallory', 'screen_1', 'm'));
    for (const number of [1, 2, 3, 4]) scene.happens(incoming('Alice', `screen_${number}`, `a${number}`));
    expect(scene.effects()).toEqual(['close a4']);
    scene.wait(5000);
    expect(scene.effects()).toEqual(['close m', 'close a1', 'close a2', 'close a3']);
    expect(scene.state.waitingCalls).toEqual([]);
  });

  test('cannot pass for one of ours', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens(ours('screen_1'), live('me-0'), announced('Alice', 'screen_1'));
    scene.effects();
    scene.happens(incoming('Alice', 'screen_1', 'a'), announced('Alice'));
    expect(scene.effects()).toEqual(['answer a', 'close a']);
    expect(phases(scene)).toEqual(['out/id-alice/screen_1 live']);
  });

  test('C5: is asked for anew when it breaks, and never called', () => {
    const scene = createShareScene();
    scene.meets({ Alice: 'live' });
    scene.happens(announced('Alice', 'screen_1'), incoming('Alice', 'screen_1', 'a'));
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
    scene.meets({ Alice: 'live' });
    scene.happens(announced('Alice', 'screen_1'));
    scene.meets({});
    expect(phases(scene)).toEqual([]);
    scene.meets({ Alice: 'live' });
    expect(phases(scene)).toEqual([]);
  });
});
