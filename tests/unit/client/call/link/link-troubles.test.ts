import { signal, type Signal } from '@preact/signals-core';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { watchTroubles, type LinkTroubles } from '../../../../../src/client/call/link/link-troubles.ts';
import type { CallState } from '../../../../../src/client/call/room/call-state.ts';
import type { IceFacts } from '../../../../../src/shared/ice-facts.ts';
import { createStillLifetime } from '../../../../support/lifetime.ts';
import { createScene, enter, idOf, participant, type Scene } from '../../../../support/scene.ts';

const bob = participant('Bob', 1);
const FACTS: IceFacts = { servers: ['stun'], found: ['host', 'srflx'], isRefused: false, isRelayOnly: false };

describe('a link with Bob', () => {
  let scene: Scene;
  let sent: [string, IceFacts][];
  let watched: LinkTroubles;
  let links: Signal<CallState['links']>;

  const look = (): void => {
    links.value = scene.state.links;
  };
  const connection = (): string => scene.link('Bob')?.health.connection ?? '';
  const fail = (): void => {
    scene.happens({ type: 'connection:broken', connection: connection() });
    look();
  };

  beforeEach(() => {
    scene = createScene(bob);
    scene.happens(...enter(2, bob));
    sent = [];
    links = signal(scene.state.links);
    watched = watchTroubles({
      links,
      lifetime: createStillLifetime(),
      send: (to, facts) => void sent.push([to, facts]),
    });
    watched.onOwnFacts(idOf('Bob'), FACTS);
  });

  test('G9: that fails tells Bob what we have, once for each failure', () => {
    expect(sent).toEqual([]);
    fail();
    look();
    expect(sent).toEqual([[idOf('Bob'), FACTS]]);
    scene.wait(600);
    fail();
    expect(sent.length).toBe(2);
  });

  test('has no trouble before it fails, and none that we know of before Bob says what he has', () => {
    watched.onTheirFacts(idOf('Bob'), FACTS);
    expect(watched.troubles.value.size).toBe(0);
    fail();
    expect(watched.troubles.value.get(idOf('Bob'))).toEqual({ lack: 'strict-no-relay' });
  });

  test('keeps its trouble while it is tried again, and loses it when it is live', () => {
    fail();
    watched.onTheirFacts(idOf('Bob'), FACTS);
    scene.wait(600);
    scene.happens({ type: 'network:changed' });
    look();
    expect(watched.troubles.value.size).toBe(1);
    scene.happens({ type: 'connection:live', connection: connection() });
    look();
    expect(watched.troubles.value.size).toBe(0);
  });

  test('that is gone leaves nothing behind, and strangers are not listened to', () => {
    fail();
    watched.onTheirFacts(idOf('Mallory'), FACTS);
    watched.onTheirFacts(idOf('Bob'), FACTS);
    scene.happens({
      type: 'room:fact',
      fact: { type: 'participant:left', rev: 21, id: idOf('Bob'), reason: 'left' },
    });
    look();
    expect(watched.troubles.value.size).toBe(0);
  });

  test('says nothing of somebody who is away', () => {
    watched.onTheirFacts(idOf('Bob'), FACTS);
    const away = participant('Bob', 1, 'away');
    scene.happens({ type: 'room:fact', fact: { type: 'participant:changed', rev: 21, participant: away } });
    fail();
    expect(watched.troubles.value.size).toBe(0);
    expect(sent).toEqual([]);
  });
});
