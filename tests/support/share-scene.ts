import { newHealth } from '../../src/client/call/link/link.ts';
import type { Health } from '../../src/client/call/link/link-health.ts';
import { nextShareDeadline, reduceShares } from '../../src/client/call/screens/reduce-shares.ts';
import {
  createSharesState,
  type ShareEffect,
  type ShareEvent,
  type SharesState,
} from '../../src/client/call/screens/share-state.ts';
import { idOf, participant } from './scene.ts';
import { createStillWorld, type StillWorld } from './still-world.ts';

export const LIVE: Health = { phase: 'live', connection: 'camera' };
export const CONNECTING: Health = newHealth;

/** The links of the call with these people. */
export const withCompany = (people: Readonly<Record<string, Health>>, canDial = true): ShareEvent => ({
  type: 'call:changed',
  canDial,
  company: new Map(
    Object.entries(people).map(([name, health]) => [
      idOf(name),
      { participant: participant(name, 1), isListed: true, health },
    ]),
  ),
});

function brief(effect: ShareEffect): string {
  switch (effect.type) {
    case 'connection:dial':
      return `dial ${effect.to} ${effect.share} ${effect.connection}`;
    case 'connection:ask-redial':
      return `ask ${effect.to} for ${effect.share}`;
    default:
      return `${effect.type.replace('connection:', '')} ${effect.connection}`;
  }
}

/** Shared screens, and nothing else of a call. */
export type ShareScene = StillWorld<SharesState, ShareEvent>;

export const createShareScene = (): ShareScene =>
  createStillWorld({ first: createSharesState('me'), reduce: reduceShares, nextDeadline: nextShareDeadline, brief });
