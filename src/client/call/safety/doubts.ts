import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Doubt } from './safety-state.ts';
import type { View } from './statement.ts';

/**
 * Where what people say does not go together: somebody sees another certificate than its owner says to have. A third
 * page that nobody cheats sees this without any comparing aloud. Somebody who lies can cause it too.
 */
export function doubtsIn(views: ReadonlyMap<ParticipantId, View>): readonly Doubt[] {
  const found = new Map<string, Doubt>();
  for (const [id, { others }] of views)
    for (const [other, seen] of others) {
      if (views.get(other)?.own === seen) continue;
      const pair: Doubt = id < other ? [id, other] : [other, id];
      found.set(pair.join(' '), pair);
    }
  return [...found.values()];
}
