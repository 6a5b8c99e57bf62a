import { beforeEach, describe, expect, test } from '@jest/globals';
import { createTicketRenewal, type TicketRenewal } from '../../../../../src/client/call/room/ticket-renewal.ts';
import { createFakeClock, type FakeClock } from '../../../../support/fakes/fake-clock.ts';

let clock: FakeClock;
let asked: number;
let accepted: string[];
let isWanted: boolean;
let isDown: boolean;
/** A server that issues tickets and refuses them at once. */
let isRefusing: boolean;
let renewal: TicketRenewal;

beforeEach(() => {
  clock = createFakeClock();
  asked = 0;
  accepted = [];
  isWanted = true;
  isDown = false;
  isRefusing = false;
  renewal = createTicketRenewal({
    random: () => 0,
    schedule: clock.schedule,
    async renew() {
      asked += 1;
      await new Promise<void>((resolve) => clock.schedule(resolve, 10));
      if (isDown) throw new Error('down');
      return `ticket ${asked}`;
    },
    accept(ticket) {
      accepted.push(ticket);
      if (isRefusing) renewal.onRefused();
    },
    isWanted: () => isWanted,
  });
});

describe('T4: a ticket that the server refuses', () => {
  test('is renewed at once', async () => {
    renewal.onRefused();
    await clock.pass(10);
    expect(accepted).toEqual(['ticket 1']);
  });

  test('C14: is not renewed without end by a server that keeps refusing', async () => {
    isRefusing = true;
    renewal.onRefused();
    await clock.pass(60_000);
    expect(asked).toBeLessThanOrEqual(11);
    expect(asked).toBeGreaterThanOrEqual(8);
    isRefusing = false;
    await clock.pass(15_000);
    renewal.onAccepted();
    renewal.onRefused();
    const before = asked;
    await clock.pass(10);
    expect(asked).toBe(before + 1);
  });

  test('C14: is asked for again with growing pauses while the server is down', async () => {
    isDown = true;
    renewal.onRefused();
    await clock.pass(5000);
    expect(asked).toBe(4);
    isDown = false;
    await clock.pass(5000);
    expect(accepted).toHaveLength(1);
  });

  test('C15: is not replaced once we have left, and is when we come back', async () => {
    renewal.onRefused();
    await clock.pass(5);
    isWanted = false;
    await clock.pass(60_000);
    expect(accepted).toEqual([]);
    isWanted = true;
    renewal.resume();
    await clock.pass(1000);
    expect(accepted).toEqual(['ticket 2']);
    renewal.resume();
    await clock.pass(1000);
    expect(asked).toBe(2);
  });
});
