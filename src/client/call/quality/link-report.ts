import { computed, effect, type ReadonlySignal } from '@preact/signals-core';
import type { LinkReport } from '../../../shared/admin/link-report.ts';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallState } from '../room/call-state.ts';
import type { CallPorts } from '../ports.ts';

/** Tells the server how many links of this page are in which state, for its admin's page (rule A5). */

export interface ReportOptions {
  readonly state: ReadonlySignal<CallState>;
  /** Those with whom there is no link, and why. */
  readonly troubles: ReadonlySignal<ReadonlyMap<ParticipantId, unknown>>;
  readonly schedule: CallPorts['schedule'];
  readonly send: (report: LinkReport) => void;
}

/** Links of many pages change together when a network does: so often at most each of them says so. */
const PERIOD_MS = 5000;

function reportOf({ links }: CallState, troubles: ReadonlyMap<ParticipantId, unknown>): LinkReport {
  const all = [...links].map(([id, { health }]) => (troubles.has(id) ? 'failed' : health.phase));
  const count = (kind: keyof LinkReport): number => all.filter((phase) => phase === kind).length;
  return { live: count('live'), connecting: count('connecting'), mending: count('mending'), failed: count('failed') };
}

/** Sends the report when it has changed, and again on each new connection: the server may be another one. */
export function reportLinks({ state, troubles, schedule, send }: ReportOptions): () => void {
  let cancel: (() => void) | null = null;
  let sent = '';

  const report = computed(() => reportOf(state.value, troubles.value));
  const isHeard = computed(() => state.value.phase === 'joined' && state.value.admission === 'granted');

  function tell(now: LinkReport): void {
    const text = JSON.stringify(now);
    if (!isHeard.peek() || text === sent) return;
    sent = text;
    send(now);
    cancel = schedule(() => {
      cancel = null;
      tell(report.peek());
    }, PERIOD_MS);
  }

  const stop = effect(() => {
    if (!isHeard.value) sent = '';
    // Read also while nothing may be sent, so that each change counts.
    const now = report.value;
    if (cancel === null) tell(now);
  });
  return () => {
    stop();
    cancel?.();
  };
}
