import { describe, expect, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import { reportLinks } from '../../../../../src/client/call/quality/link-report.ts';
import type { CallState } from '../../../../../src/client/call/room/call-state.ts';
import type { LinkReport } from '../../../../../src/shared/admin/link-report.ts';
import { createFakeClock } from '../../../../support/fakes/fake-clock.ts';

type Phase = 'live' | 'connecting' | 'mending';
type Seen = Pick<CallState, 'phase' | 'admission'> & { links: ReadonlyMap<string, { health: { phase: Phase } }> };

const linksIn = (...phases: Phase[]): Seen['links'] =>
  new Map(phases.map((phase, index) => [`participant-${index}`, { health: { phase } }]));

function setUp() {
  const clock = createFakeClock();
  const seen = signal<Seen>({ phase: 'joined', admission: 'granted', links: linksIn('connecting', 'live') });
  const troubles = signal<ReadonlyMap<string, unknown>>(new Map());
  const sent: LinkReport[] = [];
  const stop = reportLinks({
    // Only these parts of a call's state are read.
    state: seen as never,
    troubles,
    schedule: clock.schedule,
    send: (report) => sent.push(report),
  });
  const change = (more: Partial<Seen>): void => void (seen.value = { ...seen.value, ...more });
  return { clock, troubles, sent, stop, change };
}

const counts = (live: number, connecting: number, mending: number, failed: number): LinkReport => ({
  live,
  connecting,
  mending,
  failed,
});

describe('A5: the report of a page’s links', () => {
  test('is sent at once, then when it has changed, every 5 s at most, as it is then', async () => {
    const { clock, sent, change } = setUp();
    expect(sent).toEqual([counts(1, 1, 0, 0)]);
    change({ links: linksIn('live', 'live') });
    change({ links: linksIn('mending', 'live') });
    await clock.pass(4999);
    expect(sent).toHaveLength(1);
    await clock.pass(1);
    expect(sent).toEqual([counts(1, 1, 0, 0), counts(1, 0, 1, 0)]);
    await clock.pass(60_000);
    expect(sent).toHaveLength(2);
  });

  test('counts a link that could not be made as failed', async () => {
    const { clock, sent, troubles } = setUp();
    await clock.pass(5000);
    troubles.value = new Map([['participant-0', {}]]);
    expect(sent.at(-1)).toEqual(counts(1, 0, 0, 1));
  });

  test('is sent again on a new connection, and not before the room has let us in', async () => {
    const { clock, sent, change, troubles } = setUp();
    await clock.pass(5000);
    change({ admission: 'none' });
    troubles.value = new Map([['participant-0', {}]]);
    await clock.pass(10_000);
    expect(sent).toHaveLength(1);
    change({ admission: 'granted' });
    expect(sent).toEqual([counts(1, 1, 0, 0), counts(1, 0, 0, 1)]);
  });

  test('ends with stop()', async () => {
    const { clock, sent, stop, change } = setUp();
    change({ links: linksIn('live') });
    stop();
    await clock.pass(60_000);
    change({ links: linksIn() });
    expect([sent.length, clock.waiting]).toEqual([1, 0]);
  });
});
