import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Moment } from '../room/call-state.ts';
import { connectionEffect } from '../link/connection-effect.ts';
import { advance, connectionsOf, deadlineOf, newHealth } from '../link/link.ts';
import type { HealthEvent, Want } from '../link/link-health.ts';
import { MAX_SHARES } from './share-message.ts';
import {
  shareKey,
  shareLinkOf,
  type ShareEffect,
  type ShareEvent,
  type ShareLink,
  type SharesState,
} from './share-state.ts';

/** How long a screen waits for its owner's announcement, before it is refused. */
const ANNOUNCEMENT_WAIT_MS = 5000;

export interface ShareStep {
  readonly state: SharesState;
  readonly effects: readonly ShareEffect[];
}

/** A step in the making. */
interface Draft {
  state: SharesState;
  readonly effects: ShareEffect[];
  readonly moment: Moment;
}

/** All that can happen to shared screens, decided in one place. Pure, like `reduce` for the call. */
export function reduceShares(state: SharesState, event: ShareEvent, moment: Moment): ShareStep {
  const draft: Draft = { state, effects: [], moment };
  handle(draft, event);
  matchCompany(draft);
  settleWaiting(draft);
  for (const link of [...draft.state.links.values()]) {
    if (deadlineOfShare(draft.state, link) <= moment.now) advanceShare(draft, link, { type: 'tick' });
  }
  return { state: draft.state, effects: draft.effects };
}

function handle(draft: Draft, event: ShareEvent): void {
  const { state } = draft;
  switch (event.type) {
    case 'call:changed':
      onCallChanged(draft, event);
      break;
    case 'shares:changed':
      draft.state = { ...state, own: event.shares };
      break;
    case 'shares:announced':
      draft.state = { ...state, announced: new Map(state.announced).set(event.from, [...new Set(event.shares)]) };
      break;
    case 'connection:incoming':
      onIncoming(draft, event);
      break;
    case 'connection:live':
      onConnection(draft, { type: 'live', connection: event.connection });
      break;
    case 'connection:interrupted':
      onConnection(draft, { type: 'interrupted', connection: event.connection });
      break;
    case 'connection:broken':
      onConnection(draft, { type: 'broken', connection: event.connection });
      break;
    case 'participant:unreachable':
      onSharesWith(draft, event.id, { type: 'unreachable' });
      break;
    case 'participant:asks-redial': {
      const link = state.links.get(shareKey({ direction: 'out', other: event.id, share: event.share }));
      if (link) advanceShare(draft, link, { type: 'redial-asked' });
      break;
    }
    case 'network:changed':
      for (const link of [...state.links.values()]) advanceShare(draft, link, { type: 'network-changed' });
      break;
    case 'tick':
      // The deadlines are looked at after every event.
      break;
  }
}

function onIncoming(draft: Draft, event: Extract<ShareEvent, { type: 'connection:incoming' }>): void {
  const { from, share, connection } = event;
  const { waiting } = draft.state;
  if (waiting.filter((call) => call.from === from).length >= MAX_SHARES) {
    draft.effects.push({ type: 'connection:close', connection });
    return;
  }
  const until = draft.moment.now + ANNOUNCEMENT_WAIT_MS;
  draft.state = { ...draft.state, waiting: [...waiting, { from, share, connection, until }] };
}

/** What may work again now: PeerServer is back, or the link with somebody is. */
function onCallChanged(draft: Draft, { company, canDial }: Extract<ShareEvent, { type: 'call:changed' }>): void {
  const before = draft.state;
  draft.state = { ...before, company, canDial };
  for (const [id, { health }] of company) {
    const isLiveAgain = health.phase === 'live' && before.company.get(id)?.health.phase !== 'live';
    if (canDial && !before.canDial) onSharesWith(draft, id, { type: 'can-dial' });
    else if (isLiveAgain) onSharesWith(draft, id, { type: 'nudge' });
  }
}

function onConnection(draft: Draft, event: Extract<HealthEvent, { connection: string }>): void {
  const link = shareLinkOf(draft.state, event.connection);
  if (link) advanceShare(draft, link, event);
}

function onSharesWith(draft: Draft, id: ParticipantId, event: HealthEvent): void {
  for (const link of [...draft.state.links.values()]) if (link.other === id) advanceShare(draft, link, event);
}

function toEffect(want: Want, { other, share }: ShareLink): ShareEffect {
  switch (want.type) {
    case 'dial':
      return { type: 'connection:dial', to: other, share, connection: want.connection };
    case 'ask-redial':
      return { type: 'connection:ask-redial', to: other, share };
    default:
      return connectionEffect(want);
  }
}

function advanceShare(draft: Draft, link: ShareLink, event: HealthEvent): void {
  const { connectionPrefix, canDial } = draft.state;
  let { connectionCount } = draft.state;
  const { health, wants } = advance(link.health, event, {
    isCaller: link.direction === 'out',
    canDial,
    now: draft.moment.now,
    random: draft.moment.random,
    newConnection: () => `${connectionPrefix}-${connectionCount++}`,
  });
  draft.state = { ...withLink(draft.state, { ...link, health }), connectionCount };
  draft.effects.push(...wants.map((want) => toEffect(want, link)));
}

const withLink = (state: SharesState, link: ShareLink): SharesState => ({
  ...state,
  links: new Map(state.links).set(shareKey(link), link),
});

/**
 * The screens that should be under way, by the call and the announcements. One of ours waits for the link with its
 * viewer: faces come first.
 */
function expectedLinks({ own, announced, company, links }: SharesState): Map<string, ShareLink> {
  const expected: ShareLink[] = [...company]
    .flatMap(([other, { health }]) => [
      ...own.map((share) => ({ share, other, direction: 'out', isReady: health.phase === 'live' }) as const),
      ...(announced.get(other) ?? []).map((share) => ({ share, other, direction: 'in', isReady: true }) as const),
    ])
    .flatMap(({ isReady, ...link }) => {
      const known = links.get(shareKey(link));
      return (known ?? isReady) ? [known ?? { ...link, health: newHealth }] : [];
    });
  return new Map(expected.map((link) => [shareKey(link), link]));
}

/** Makes the links fit who is there and who shares what. */
function matchCompany(draft: Draft): void {
  const { announced, company } = draft.state;
  draft.state = { ...draft.state, announced: new Map([...announced].filter(([id]) => company.has(id))) };
  const links = expectedLinks(draft.state);
  for (const [key, link] of draft.state.links) {
    if (!links.has(key)) draft.effects.push(...closing(link));
  }
  draft.state = { ...draft.state, links };
}

const closing = ({ health }: ShareLink): ShareEffect[] =>
  connectionsOf(health).map((connection) => ({ type: 'connection:close', connection }));

/** Takes the screens that were announced, and refuses those that waited in vain. */
function settleWaiting(draft: Draft): void {
  const { waiting } = draft.state;
  draft.state = { ...draft.state, waiting: [] };
  for (const call of waiting) {
    const { from, share, connection, until } = call;
    const link = draft.state.links.get(shareKey({ direction: 'in', other: from, share }));
    if (link) advanceShare(draft, link, { type: 'incoming', connection });
    else if (until <= draft.moment.now) draft.effects.push({ type: 'connection:close', connection });
    else draft.state = { ...draft.state, waiting: [...draft.state.waiting, call] };
  }
}

function deadlineOfShare({ canDial }: SharesState, { direction, health }: ShareLink): number {
  const isCaller = direction === 'out';
  const isWaitingForPeerServer = !canDial && health.phase === 'connecting' && health.connection === null;
  return isWaitingForPeerServer ? Infinity : deadlineOf(health, { isCaller });
}

/** When the next `tick` is due, or Infinity. */
export const nextShareDeadline = (state: SharesState): number =>
  Math.min(
    ...[...state.links.values()].map((link) => deadlineOfShare(state, link)),
    ...state.waiting.map(({ until }) => until),
  );
