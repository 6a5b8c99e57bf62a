import type { ReadonlySignal } from '@preact/signals-core';
import type { Ice } from '../../../shared/ice.ts';
import type { Lifetime } from '../lifetime.ts';
import type { CallPorts } from '../ports.ts';
import type { CallEvent, CallState } from './call-state.ts';
import { createTicketRenewal, type TicketRenewal } from './ticket-renewal.ts';
import { createIceRenewal, type IceRenewal } from '../link/ice-renewal.ts';

/** What a call renews while it lasts: ICE servers, and the ticket. */
export interface Renewals {
  readonly ice: IceRenewal;
  readonly ticket: TicketRenewal;
}

export interface RenewalsOptions extends Pick<
  CallPorts,
  'room' | 'links' | 'now' | 'random' | 'schedule' | 'renewAdmission'
> {
  readonly first: Ice;
  readonly state: ReadonlySignal<CallState>;
  readonly dispatch: (event: CallEvent) => void;
  readonly lifetime: Lifetime;
}

export function createRenewals(options: RenewalsOptions): Renewals {
  const { room, links, state, dispatch, lifetime, renewAdmission } = options;
  const ice = createIceRenewal({
    ...options,
    isMember: () => state.peek().phase === 'joined',
    renew: async () => (await renewAdmission()).ice,
    onRenewed: (servers, { wasExpired }) =>
      lifetime.attempt(() => {
        links.useIce(servers);
        if (wasExpired) dispatch({ type: 'ice:usable' });
      }),
  });
  const ticket = createTicketRenewal({
    ...options,
    renew: renewAdmission,
    isWanted: () => !lifetime.isOver && state.peek().phase !== 'over',
    accept: (renewed) =>
      lifetime.attempt(() => {
        ice.accept(renewed.ice);
        links.usePeerToken(renewed.identity.peerToken);
        room.useTicket(renewed.identity.ticket);
      }),
  });
  lifetime.effect(() => {
    if (state.value.phase === 'joining') ticket.resume();
  });
  return { ice, ticket };
}
