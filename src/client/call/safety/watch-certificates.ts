import { effect, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Fingerprints } from '../ports/links.ts';
import type { CallState } from '../room/call-state.ts';
import type { ConnectionId } from '../words.ts';
import { digestOf, type View } from './statement.ts';

/** Who is in the room besides this page, and which certificates it sees; null where it shows several of its own. */
export type SeenCertificates = { readonly members: readonly ParticipantId[]; readonly view: View | null };

export interface WatchOptions {
  readonly state: ReadonlySignal<CallState>;
  /** Null for a connection that is gone. */
  readonly fingerprints: (connection: ConnectionId) => Promise<Fingerprints | null>;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
  readonly onSeen: (seen: SeenCertificates) => void;
}

/**
 * A connection can get another certificate in the middle: an ICE restart comes with a new description, and the one who passes
 * that on can change it. No event tells of it in all browsers.
 */
const LOOK_MS = 2000;

type Connections = ReadonlyMap<ParticipantId, readonly ConnectionId[]>;

/** Everybody in the room, and the connections that carry sound, pictures, messages or screens between them and us. */
function connectionsIn({ phase, selfId, roster, links, shares }: CallState): Connections {
  const found = new Map<ParticipantId, ConnectionId[]>();
  if (phase !== 'joined') return found;
  for (const { id } of roster.participants) if (id !== selfId) found.set(id, []);
  for (const [id, { health }] of links) found.set(id, health.phase === 'connecting' ? [] : [health.connection]);
  for (const { other, health } of shares.links.values())
    if (health.phase !== 'connecting') found.get(other)?.push(health.connection);
  return found;
}

const nameOf = (fingerprints: ReadonlySet<string>): string => digestOf(JSON.stringify([...fingerprints].sort()));

/** Looks at the certificates of all connections, whenever one comes or goes and from time to time. */
export function watchCertificates({ state, fingerprints, schedule, onSeen }: WatchOptions): void {
  /** The last that was seen of each participant: a connection that breaks takes no certificate with it. */
  let known = new Map<ParticipantId, string>();
  let looks = 0;
  let cancelLook = (): void => undefined;

  async function look(connections: Connections): Promise<void> {
    looks += 1;
    const current = looks;
    const read = async (id: ParticipantId, of: readonly ConnectionId[]) =>
      [id, (await Promise.all(of.map(fingerprints))).filter((each) => each !== null)] as const;
    const all = await Promise.all([...connections].map(([id, of]) => read(id, of)));
    if (current !== looks) return;
    const own = new Set(all.flatMap(([, each]) => each.flatMap(({ local }) => local)));
    const seen = new Map<ParticipantId, string>();
    for (const [id, each] of all) {
      const remote = new Set(each.flatMap((one) => one.remote));
      const name = remote.size > 0 ? nameOf(remote) : known.get(id);
      if (name !== undefined) seen.set(id, name);
    }
    known = seen;
    onSeen({ members: [...connections.keys()], view: own.size > 1 ? null : { own: nameOf(own), others: seen } });
  }

  let before = '';
  function lookNow(): void {
    cancelLook();
    const connections = connectionsIn(state.peek());
    void look(connections);
    cancelLook = connections.size > 0 ? schedule(lookNow, LOOK_MS) : () => undefined;
  }
  effect(() => {
    const now = JSON.stringify([...connectionsIn(state.value)]);
    if (now === before) return;
    before = now;
    lookNow();
  });
}
