import { HEARTBEAT_MS, type LinkSession } from './link-session.ts';
import type { Lifetime } from '../lifetime.ts';

/**
 * Where somebody is silent the first packet of media tells that they are back: sooner than their heartbeat, which SCTP
 * sends again after longer and longer pauses. https://www.rfc-editor.org/rfc/rfc9260#section-6.3.3
 */
const SILENT_LOOK_MS = 150;

/**
 * C9: lets our side of every session be heard, and looks for silence on it, until the call ends. A session that fails
 * costs no other its heartbeat.
 */
export function watchSessions(
  sessions: ReadonlyMap<unknown, LinkSession>,
  { attempt, repeat }: Pick<Lifetime, 'attempt' | 'repeat'>,
): void {
  const onEach = (act: (session: LinkSession) => void): void => {
    for (const session of [...sessions.values()]) attempt(() => act(session));
  };
  repeat(
    () => onEach((session) => session.beat()),
    () => HEARTBEAT_MS,
  );
  repeat(
    () => onEach((session) => session.look()),
    () => ([...sessions.values()].some(({ isSilent }) => isSilent) ? SILENT_LOOK_MS : HEARTBEAT_MS),
  );
}
