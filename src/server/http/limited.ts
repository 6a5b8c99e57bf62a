import { setTimeout as wait } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import type { AddressOf } from '../limits/client-address.ts';
import { REFUSAL_DELAY_MS, WINDOW_SECONDS, type LimitKind, type Limits } from '../limits/limits.ts';
import type { SendError } from './errors.ts';

export interface LimitedOptions {
  readonly limits: Limits;
  readonly addressOf: AddressOf;
  readonly sendError: SendError;
}

/** Lets a request through as long as its address has not asked for this kind too often. */
export const createLimited =
  ({ limits, addressOf, sendError }: LimitedOptions) =>
  (kind: LimitKind): RequestHandler =>
  async (request, response, next) => {
    if (await limits.take(kind, addressOf(request))) {
      // Its client may have gone while it waited for its turn.
      if (!request.socket.destroyed) next();
      return;
    }
    // A client that asks again at once would cost as much as what it is refused.
    await wait(REFUSAL_DELAY_MS);
    response.setHeader('Retry-After', WINDOW_SECONDS);
    sendError(request, response, 'rate:limited');
  };
