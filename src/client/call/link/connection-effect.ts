import type { Want } from './link-health.ts';
import type { Links } from '../ports/links.ts';
import type { ConnectionId } from '../words.ts';

/**
 * What a link and a shared screen want done to a connection alike; whom to call differs. `close` hangs up, refuses or
 * forgets: closing a connection that is gone is fine. `refresh` sends a whole picture at once: the other side may have
 * lost what the next ones build on.
 */
export interface ConnectionEffect {
  readonly type: `connection:${'answer' | 'close' | 'restart' | 'refresh'}`;
  readonly connection: ConnectionId;
}

export const connectionEffect = ({ type, connection }: Exclude<Want, { type: 'dial' | 'ask-redial' }>) =>
  ({ type: `connection:${type}`, connection }) as const satisfies ConnectionEffect;

/** @param close hangs up, and says so to the other side */
export function runOnConnection(
  links: Pick<Links, 'answer' | 'restart' | 'refresh'>,
  close: (connection: ConnectionId) => void,
  { type, connection }: ConnectionEffect,
): void {
  switch (type) {
    case 'connection:answer':
      links.answer(connection);
      break;
    case 'connection:close':
      close(connection);
      break;
    case 'connection:restart':
      links.restart(connection);
      break;
    case 'connection:refresh':
      links.refresh(connection);
      break;
  }
}
