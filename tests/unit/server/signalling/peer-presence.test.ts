import { describe, expect, test } from '@jest/globals';
import { watchPeers } from '../../../../src/server/signalling/peer/peer-presence.ts';
import type { PeerRelay, RelayConnection } from '../../../../src/server/signalling/peer/peer-relay.ts';

const relay: PeerRelay = {
  connect: () => ({ receive: () => undefined, receivePing: () => undefined, end: () => undefined }),
  learn: () => undefined,
};
const connection = { id: 'alice' } as RelayConnection;
const joined = {
  type: 'participant:joined',
  rev: 1,
  participant: { id: 'alice', seq: 1, name: 'Alice', presence: 'here' },
} as const;

describe('how long a member has been without PeerServer', () => {
  test('counts from the end of their last connection', () => {
    let now = 1000;
    const { relay: watched, withoutPeerSince } = watchPeers(relay, () => now);
    const first = watched.connect(connection);
    watched.learn(joined);
    expect(withoutPeerSince('alice')).toBeNull();
    const second = watched.connect(connection);
    first.end();
    first.end();
    expect(withoutPeerSince('alice')).toBeNull();
    now = 2000;
    second.end();
    expect(withoutPeerSince('alice')).toBe(2000);
    watched.connect(connection);
    expect(withoutPeerSince('alice')).toBeNull();
  });

  test('counts from their joining where they never had one, and is forgotten when they leave', () => {
    const { relay: watched, withoutPeerSince } = watchPeers(relay, () => 1000);
    watched.learn(joined);
    expect(withoutPeerSince('alice')).toBe(1000);
    watched.learn({ type: 'participant:left', rev: 2, id: 'alice', reason: 'left' });
    expect(withoutPeerSince('alice')).toBeNull();
  });
});
