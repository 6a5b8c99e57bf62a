import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { IceFacts } from '../../../shared/ice-facts.ts';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { diagnose, type Trouble } from './diagnose.ts';
import type { Lifetime } from '../lifetime.ts';
import type { Link } from './link-health.ts';

/** Why links cannot be made: puts together what both sides have to connect with. */
export interface LinkTroubles {
  /** Those whose link has failed at least once and has not come up since. */
  readonly troubles: ReadonlySignal<ReadonlyMap<ParticipantId, Trouble>>;
  /** What our side of the link with somebody has found so far. */
  onOwnFacts(id: ParticipantId, facts: IceFacts): void;
  /** What somebody's browser says of their side. */
  onTheirFacts(id: ParticipantId, facts: IceFacts): void;
}

type FactsByParticipant = ReadonlyMap<ParticipantId, IceFacts>;

/** Failures in a row; somebody who is away explains theirs. */
const failuresOf = ({ health, participant }: Link): number =>
  health.phase === 'live' || participant.presence === 'away' ? 0 : health.attempt;

export function watchTroubles({
  links,
  lifetime: { effect },
  send,
}: {
  links: ReadonlySignal<ReadonlyMap<ParticipantId, Link>>;
  lifetime: Pick<Lifetime, 'effect'>;
  /** Tells somebody what our side has. */
  send: (to: ParticipantId, facts: IceFacts) => void;
}): LinkTroubles {
  const own = signal<FactsByParticipant>(new Map());
  const theirs = signal<FactsByParticipant>(new Map());
  const failures = signal<ReadonlyMap<ParticipantId, number>>(new Map());

  effect(() => {
    const present = links.value;
    const before = failures.peek();
    const after = new Map<ParticipantId, number>();
    for (const [id, link] of present) {
      const count = failuresOf(link);
      // A count that starts anew before the link came up is patience, not success.
      const isFailing = count > 0 || (before.has(id) && link.health.phase !== 'live');
      if (isFailing) after.set(id, count);
      const facts = own.peek().get(id);
      if (count > 0 && count !== before.get(id) && facts) send(id, facts);
    }
    failures.value = after;
    for (const facts of [own, theirs]) {
      const kept = new Map([...facts.peek()].filter(([id]) => present.has(id)));
      if (kept.size < facts.peek().size) facts.value = kept;
    }
  });

  return {
    troubles: computed(
      () =>
        new Map(
          [...failures.value.keys()].flatMap((id) => {
            const [self, other] = [own.value.get(id), theirs.value.get(id)];
            return self && other ? [[id, diagnose(self, other)] as const] : [];
          }),
        ),
    ),
    onOwnFacts(id, facts) {
      own.value = new Map(own.peek()).set(id, facts);
    },
    onTheirFacts(id, facts) {
      if (links.peek().has(id)) theirs.value = new Map(theirs.peek()).set(id, facts);
    },
  };
}
