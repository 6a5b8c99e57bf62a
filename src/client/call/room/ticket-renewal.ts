import { retryDelayMs } from '../link/backoff.ts';
import type { CallPorts } from '../ports.ts';

/** Gets a new ticket when the server refuses the one we have: it has expired, or the server has a new secret. */
export interface TicketRenewal {
  onRefused(): void;
  /** The server took our ticket. */
  onAccepted(): void;
  /** A ticket is wanted again: makes up for what was not asked for, or came, while none was. */
  resume(): void;
}

export interface TicketRenewalOptions<Renewed> extends Pick<CallPorts, 'random' | 'schedule'> {
  readonly renew: () => Promise<Renewed>;
  readonly accept: (renewed: Renewed) => void;
  /** A page that has left needs no ticket, and a late one must not connect it again. */
  readonly isWanted: () => boolean;
}

export function createTicketRenewal<Renewed>(options: TicketRenewalOptions<Renewed>): TicketRenewal {
  const { random, schedule, renew, accept, isWanted } = options;
  /** Renewals in a row after which the server still refused us, or could not be asked. */
  let fruitless = 0;
  let isUnderWay = false;
  let isOwed = false;

  async function ask(): Promise<void> {
    const renewed = await renew().catch(() => null);
    isUnderWay = false;
    if (renewed === null) onRefused();
    else if (isWanted()) accept(renewed);
    else isOwed = true;
  }

  /** The first time at once. A server that refuses what it has just issued is not asked without end. */
  function onRefused(): void {
    if (isUnderWay) return;
    isOwed = !isWanted();
    if (isOwed) return;
    isUnderWay = true;
    const pauseMs = fruitless === 0 ? 0 : retryDelayMs(fruitless - 1, random());
    fruitless += 1;
    schedule(() => void ask(), pauseMs);
  }

  return {
    onRefused,
    onAccepted() {
      fruitless = 0;
      isOwed = false;
    },
    resume() {
      if (isOwed) onRefused();
    },
  };
}
