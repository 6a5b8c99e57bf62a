import type { IncomingMessage } from 'node:http';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { AddressOf } from '../limits/client-address.ts';
import type { LimitKind, Limits } from '../limits/limits.ts';
import type { IsOwnOrigin } from '../limits/origin.ts';

/** Whether a request may open a socket, before anything is read of its ticket (rules G11 and G12). */
export type AdmitSocket = (
  request: IncomingMessage,
  kind: Extract<LimitKind, 'handshake' | 'peer'>,
) => Promise<Result<null>>;

export const createAdmitSocket =
  ({
    addressOf,
    limits,
    isOwnOrigin,
  }: {
    addressOf: AddressOf;
    limits: Limits;
    isOwnOrigin: IsOwnOrigin;
  }): AdmitSocket =>
  async (request, kind) => {
    if (!isOwnOrigin(request.headers)) return refuse('origin:refused');
    return (await limits.take(kind, addressOf(request))) ? ok(null) : refuse('rate:limited');
  };
