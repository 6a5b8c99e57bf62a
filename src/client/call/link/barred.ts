import type { ParticipantId } from '../../../shared/protocol.ts';
import { andThen, forEach, step, withLink, type CallState, type Moment, type Step } from '../room/call-state.ts';
import { nameOf } from '../room/names.ts';
import { connectionsOf, newHealth } from './link.ts';

/**
 * Participants whose pages sent more than anybody may. They stay on the roster, and each page that they flooded has no
 * link with them for a while.
 */

/** Long enough that a page which floods at every connection costs the others almost nothing. */
const BARRED_MS = 60_000;

export const isBarred = ({ barred }: CallState, id: ParticipantId): boolean => barred.has(id);

/** Hangs up at once, and says so to the person. */
export function bar(state: CallState, id: ParticipantId, { now }: Moment): Step {
  const link = state.links.get(id);
  if (!link || isBarred(state, id)) return step(state);
  const barred = new Map(state.barred).set(id, now + BARRED_MS);
  return step(
    { ...withLink(state, { ...link, health: newHealth }), barred },
    ...connectionsOf(link.health).map((connection) => ({ type: 'connection:close', connection }) as const),
    { type: 'notice', notice: { type: 'flooded', name: nameOf(state, id) } },
  );
}

/** @param nudge lets the link with somebody be made anew */
export function admitBarred(
  state: CallState,
  { now }: Moment,
  nudge: (state: CallState, id: ParticipantId) => Step,
): Step {
  const over = [...state.barred].flatMap(([id, until]) => (until <= now ? [id] : []));
  if (over.length === 0) return step(state);
  const barred = new Map([...state.barred].filter(([, until]) => until > now));
  return andThen(step({ ...state, barred }), (next) => forEach(next, over, nudge));
}

/** When somebody is barred no longer, or Infinity. */
export const nextAdmission = ({ barred }: CallState): number => Math.min(Infinity, ...barred.values());
