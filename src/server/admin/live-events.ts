import type { ServerResponse } from 'node:http';
import type { AdminEvents } from '../../shared/admin/admin.ts';
import type { Session } from './sessions.ts';

/** Server-sent events to the pages of admins. https://html.spec.whatwg.org/multipage/server-sent-events.html */

export interface LiveEvents {
  /** Tells this response what happens, until it or its session ends. */
  add(response: ServerResponse, session: Session, query: string): void;
  /** Tells all pages now; also called regularly while there are any. */
  refresh(): void;
  close(): void;
}

export interface LiveEventsOptions {
  /** Read once for all pages. */
  readonly readShared: () => Promise<Pick<AdminEvents, 'figures' | 'warnings'>>;
  readonly readRooms: (query: string) => Promise<AdminEvents['rooms']>;
  readonly onError: (error: unknown) => void;
}

const PERIOD_MS = 1000;

/** Each is a tab of an admin. The oldest one gives way. */
const MAX_STREAMS = 20;

/** A page that does not read. */
const MAX_UNSENT_BYTES = 1024 * 1024;

interface Stream {
  readonly response: ServerResponse;
  readonly query: string;
  readonly sent: Map<string, string>;
}

export function createLiveEvents({ readShared, readRooms, onError }: LiveEventsOptions): LiveEvents {
  const streams = new Set<Stream>();
  let timer: NodeJS.Timeout | null = null;

  function send({ response, sent }: Stream, name: keyof AdminEvents, value: unknown): void {
    const data = JSON.stringify(value);
    if (sent.get(name) === data) return;
    sent.set(name, data);
    if (response.writableLength > MAX_UNSENT_BYTES) response.destroy();
    else response.write(`event: ${name}\ndata: ${data}\n\n`);
  }

  async function tell(to: readonly Stream[]): Promise<void> {
    const { figures, warnings } = await readShared();
    for (const stream of to) {
      send(stream, 'figures', figures);
      send(stream, 'warnings', warnings);
      send(stream, 'rooms', await readRooms(stream.query));
    }
  }

  const refresh = (): void => void tell([...streams]).catch(onError);

  function end(stream: Stream): void {
    if (!streams.delete(stream)) return;
    stream.response.end();
    if (streams.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  }

  return {
    add(response, session, query) {
      const [oldest] = streams;
      if (streams.size >= MAX_STREAMS && oldest) end(oldest);
      // Proxies that gather what they pass on, as nginx does, are told not to.
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      });
      response.write('retry: 2000\n\n');
      const stream = { response, query, sent: new Map<string, string>() };
      streams.add(stream);
      timer ??= setInterval(refresh, PERIOD_MS);
      const forget = session.onEnd(() => end(stream));
      response.on('close', () => {
        forget();
        end(stream);
      });
      tell([stream]).catch(onError);
    },
    refresh,
    close() {
      for (const stream of streams) end(stream);
    },
  };
}
