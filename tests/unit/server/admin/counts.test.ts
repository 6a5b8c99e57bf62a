import { describe, expect, test } from '@jest/globals';
import { createJoinCounts } from '../../../../src/server/admin/join-counts.ts';
import { createLinkReports } from '../../../../src/server/ops/link-reports.ts';

describe('joins per minute', () => {
  test('are told for the last 30 minutes, the one that goes on last', () => {
    let time = 90 * 60_000;
    const counts = createJoinCounts(() => time);
    counts.add();
    counts.add();
    time += 60_000;
    counts.add();

    expect(counts.read().slice(-3)).toEqual([0, 2, 1]);
    expect(counts.read()).toHaveLength(30);
    time += 29 * 60_000;
    expect(counts.read()[0]).toBe(1);
    time += 60_000;
    expect(counts.read()).toEqual(Array<number>(30).fill(0));
  });
});

describe('what pages report of their links', () => {
  const report = (more: object) => ({ live: 0, connecting: 0, mending: 0, failed: 0, ...more });

  test('A5: two ends make one link; the newest report of a page counts', () => {
    const reports = createLinkReports();
    reports.note('alice', report({ connecting: 2 }));
    reports.note('alice', report({ live: 2 }));
    reports.note('bob', report({ live: 1, mending: 1 }));
    reports.note('carol', report({ live: 1, mending: 1 }));
    expect(reports.total()).toEqual(report({ live: 2, mending: 1 }));
  });

  test('A5: go with their participant', () => {
    const reports = createLinkReports();
    reports.note('alice', report({ live: 1 }));
    reports.note('bob', report({ live: 1 }));
    reports.learn(['bob', 'nobody'].map((id) => ({ type: 'participant:left', rev: 1, id, reason: 'left' })));
    expect(reports.total()).toEqual(report({ live: 0.5 }));
  });
});
