import { adminEventSchemas, type AdminAction, type AdminEvents } from '../../shared/admin/admin.ts';
import { ERROR_CODES, ok, refuse, type Result } from '../../shared/result.ts';
import { validate } from '../../shared/validate.ts';

/** The way from the admin's page to the server. */

export interface AdminListeners {
  onFigures(figures: AdminEvents['figures']): void;
  onRooms(rooms: AdminEvents['rooms']): void;
  onWarnings(warnings: AdminEvents['warnings']): void;
  onConnected(isConnected: boolean): void;
  /** The session is over. */
  onRefused(): void;
}

/** Hears what happens; returns what ends the listening. The browser connects anew by itself. */
export function listenToAdminEvents(url: string, listeners: AdminListeners): () => void {
  const source = new EventSource(url);
  const hear = <Name extends keyof AdminEvents>(name: Name, listener: (value: AdminEvents[Name]) => void): void =>
    source.addEventListener(name, ({ data }: MessageEvent<string>) => {
      const read = validate(adminEventSchemas[name], JSON.parse(data));
      if (read.ok) listener(read.value as AdminEvents[Name]);
    });
  hear('figures', listeners.onFigures);
  hear('rooms', listeners.onRooms);
  hear('warnings', listeners.onWarnings);
  source.addEventListener('open', () => listeners.onConnected(true));
  source.addEventListener('error', () => {
    listeners.onConnected(false);
    // An answer other than 200 ends it: https://html.spec.whatwg.org/multipage/server-sent-events.html#fail-the-connection
    if (source.readyState === EventSource.CLOSED) listeners.onRefused();
  });
  return () => source.close();
}

async function refusalIn(response: Response): Promise<Result<never>> {
  const { code } = (await response.json()) as { code?: unknown };
  return refuse(ERROR_CODES.find((known) => known === code) ?? 'server:error');
}

export async function sendAdminAction(url: string, action: AdminAction): Promise<Result<null>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(action),
    });
    return response.ok ? ok(null) : await refusalIn(response);
  } catch {
    return refuse('server:error');
  }
}
