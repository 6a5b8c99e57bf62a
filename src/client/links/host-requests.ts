import * as v from 'valibot';
import type { Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '../../shared/protocol.ts';
import type { Result } from '../../shared/result.ts';
import { givenHostKeySchema } from '../../shared/validate.ts';
import type { HostRequests } from '../call/ports/room-link.ts';

type Asking = ReturnType<Socket<ServerToClientEvents, ClientToServerEvents>['timeout']>;

export interface HostRequestsOptions {
  readonly request: <const Schema extends v.GenericSchema>(
    schema: Schema,
    send: () => Promise<unknown>,
  ) => Promise<Result<v.InferOutput<Schema>> | null>;
  readonly asking: () => Asking;
}

/** What only hosts ask for, over Socket.IO. */
export const createHostRequests = ({ request, asking }: HostRequestsOptions): HostRequests => ({
  changeSettings: (change) => request(v.null(), () => asking().emitWithAck('room:change-settings', change)),
  appoint: (appointment) => request(v.null(), () => asking().emitWithAck('host:appoint', appointment)),
  keep: () => request(givenHostKeySchema, () => asking().emitWithAck('host:keep')),
  remove: (removal) => request(v.null(), () => asking().emitWithAck('participant:remove', removal)),
  ask: (ask) => request(v.null(), () => asking().emitWithAck('participant:ask', ask)),
  end: () => request(v.null(), () => asking().emitWithAck('room:end')),
});
