import type { Participant, ParticipantId } from '../../../shared/protocol.ts';
import { canDial, step, withLink, type CallState, type Effect, type Moment, type Step } from '../room/call-state.ts';
import { shareKey } from '../screens/share-state.ts';
import type { ShareId } from '../words.ts';
import { isBarred } from './barred.ts';
import { connectionEffect } from './connection-effect.ts';
import { advance } from './link.ts';
import type { AnyLink, Health, HealthEvent, LinkWant } from './link-health.ts';

/**
 * The one rule that says who calls: of two participants, the one who joined later. Before the server has numbered
 * us we are later than everybody it told us of, which lets us call while our own sockets still open.
 */
const isLaterThan = ({ seq }: CallState, other: Participant): boolean => seq === null || seq > other.seq;

export const isCaller = (state: CallState, link: AnyLink): boolean =>
  'share' in link ? link.direction === 'out' : isLaterThan(state, link.participant);

export const otherOf = (link: AnyLink): ParticipantId => ('share' in link ? link.other : link.participant.id);

function keep(state: CallState, link: AnyLink): CallState {
  if (!('share' in link)) return withLink(state, link);
  const links = new Map(state.shares.links).set(shareKey(link), link);
  return { ...state, shares: { ...state.shares, links } };
}

function toEffect(want: LinkWant, to: ParticipantId, share: ShareId | null): Effect {
  switch (want.type) {
    case 'dial':
      return { type: 'connection:dial', to, share, connection: want.connection };
    case 'ask-redial':
      return { type: 'connection:ask-redial', to, share, connection: want.connection };
    default:
      return connectionEffect(want);
  }
}

/**
 * A disturbed link says that it is live again. A screen on which nothing moves may send nothing for seconds: its fresh
 * call is believed, and only after a restart of the same connection its media is looked for.
 */
function mediaChecks(link: AnyLink, health: Health): Effect[] {
  if (link.health.phase !== 'mending' || health.phase !== 'live') return [];
  const { connection } = health;
  const isChecked = !('share' in link) || connection === link.health.connection;
  return isChecked ? [{ type: 'connection:check-media', connection }] : [];
}

/** Lets something happen to a link: to that with a participant, or to that of one screen. */
export function advanceLink(state: CallState, link: AnyLink, event: HealthEvent, { now, random }: Moment): Step {
  const to = otherOf(link);
  if (isBarred(state, to)) {
    return event.type === 'incoming'
      ? step(state, { type: 'connection:close', connection: event.connection })
      : step(state);
  }
  let { connectionCount } = state;
  const { health, wants } = advance(link.health, event, {
    isCaller: isCaller(state, link),
    canDial: canDial(state),
    now,
    random,
    newConnection: () => `${state.connectionPrefix}-${connectionCount++}`,
  });
  if (health === link.health && wants.length === 0) return step(state);
  const share = 'share' in link ? link.share : null;
  return step(
    { ...keep(state, { ...link, health }), connectionCount },
    ...wants.map((want) => toEffect(want, to, share)),
    ...mediaChecks(link, health),
  );
}
