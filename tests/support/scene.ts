import { EMPTY_ROSTER, type Participant } from '../../src/shared/protocol.ts';
import { createCallState, type CallEvent, type CallState, type Effect } from '../../src/client/call/room/call-state.ts';
import type { Link } from '../../src/client/call/link/link-health.ts';
import { nextDeadline } from '../../src/client/call/link/deadlines.ts';
import { reduce } from '../../src/client/call/room/reduce.ts';
import { createStillWorld, type StillWorld } from './still-world.ts';

/** People in tests. The number is their `seq`. */
export const participant = (name: string, seq: number, presence: Participant['presence'] = 'here'): Participant => ({
  id: idOf(name),
  name,
  seq,
  presence,
});

export const idOf = (name: string): string => `id-${name.toLowerCase()}`;

/** A call, and a way to look at its links. */
export interface Scene extends StillWorld<CallState, CallEvent> {
  link(name: string): Link | undefined;
}

export function brief(effect: Effect): string {
  switch (effect.type) {
    case 'connection:dial':
      return ['dial', effect.to, effect.share, effect.connection].filter((part) => part !== null).join(' ');
    case 'connection:answer':
      return `answer ${effect.connection}`;
    case 'connection:close':
      return `close ${effect.connection}`;
    case 'connection:restart':
      return `restart ${effect.connection}`;
    case 'connection:check-media':
      return `check media of ${effect.connection}`;
    case 'connection:ask-redial':
      return effect.share === null ? `ask ${effect.to} to redial` : `ask ${effect.to} for ${effect.share}`;
    case 'room:join':
      return `room:join ${effect.name}${effect.isLocked ? ', which was locked' : ''}`;
    case 'room:knock':
    case 'room:rename':
      return `${effect.type} ${effect.name}`;
    case 'notice':
      return `${effect.notice.name ?? ''} ${effect.notice.type}`;
    default:
      return effect.type;
  }
}

/** Me, with `others` on the roster that came with the page. */
export const createScene = (...others: Participant[]): Scene => createSceneWith(others, brief);

/** @param tell says an effect in short; null for what is not to be among the effects */
export function createSceneWith(others: readonly Participant[], tell: (effect: Effect) => string | null): Scene {
  const roster = { ...EMPTY_ROSTER, rev: 10, participants: others };
  const first = createCallState({ selfId: idOf('me'), roster, connectionPrefix: 'me' });
  const world = createStillWorld({ first, reduce, nextDeadline, brief: tell });
  // Into `world` itself: a copy would hold for ever what its getter says now.
  return Object.assign(world, { link: (name: string) => world.state.links.get(idOf(name)) });
}

/** The events that take a page from its start into a room, where it is number `seq`. */
export const enter = (seq: number, ...others: Participant[]): CallEvent[] => [
  { type: 'join', name: 'Me' },
  { type: 'room:connected' },
  { type: 'peer-server:open' },
  joined(seq, ...others),
];

export const joined = (seq: number, ...others: Participant[]): CallEvent => {
  const self = participant('Me', seq);
  return {
    type: 'room:joined',
    joined: { self, roster: { ...EMPTY_ROSTER, rev: 20, participants: [...others, self] } },
  };
};
