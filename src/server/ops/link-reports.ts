import type { LinkReport } from '../../shared/admin/link-report.ts';
import type { Fact, ParticipantId } from '../../shared/protocol.ts';

/** What pages last said of their links. Each link has two ends, and each end is a report of its own. */
export interface LinkReports {
  note(id: ParticipantId, report: LinkReport): void;
  /** Forgets the links of people who left. */
  learn(facts: readonly Fact[]): void;
  /** Links, counted by halves: where both sides agree, one link is one. */
  total(): LinkReport;
}

export function createLinkReports(): LinkReports {
  const reports = new Map<ParticipantId, LinkReport>();
  const sum = (kind: keyof LinkReport): number =>
    [...reports.values()].reduce((soFar, report) => soFar + report[kind], 0) / 2;

  return {
    note: (id, report) => void reports.set(id, report),
    learn(facts) {
      for (const fact of facts) if (fact.type === 'participant:left') reports.delete(fact.id);
    },
    total: () => ({ live: sum('live'), connecting: sum('connecting'), mending: sum('mending'), failed: sum('failed') }),
  };
}
