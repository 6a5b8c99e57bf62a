import type { LinkWant } from './link-health.ts';
import type { ConnectionId } from '../words.ts';

/**
 * What a link wants done to one of its connections. `close` hangs up, refuses or forgets: closing a connection that is
 * gone is fine. `refresh` sends a whole picture at once: the other side may have lost what the next ones build on.
 * `check-media` looks whether media came back.
 */
export interface ConnectionEffect {
  readonly type: `connection:${'answer' | 'close' | 'restart' | 'refresh' | 'check-media'}`;
  readonly connection: ConnectionId;
}

export const connectionEffect = ({ type, connection }: Exclude<LinkWant, { type: 'dial' | 'ask-redial' }>) =>
  ({ type: `connection:${type}`, connection }) as const satisfies ConnectionEffect;
