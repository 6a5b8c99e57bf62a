import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AdminAction, AdminEvents } from '../../../src/shared/admin/admin.ts';
import { createRecorder } from '../recorder.ts';
import { ask, type Answer } from './request.ts';

/** An admin's browser, as far as the server can tell. */
export interface AdminClient {
  /** Without one the browser has none. */
  readonly cookie: string;
  act(action: AdminAction | object, headers?: Record<string, string>): Promise<Answer>;
  /** Opens the events; resolves when the server has answered. */
  listen(query?: string): Promise<AdminListener>;
}

export interface AdminListener {
  /** Resolves with the first event of that name, heard already or still to come, that `matches`. */
  hears<Name extends keyof AdminEvents>(
    name: Name,
    matches: (value: AdminEvents[Name]) => boolean,
  ): Promise<AdminEvents[Name]>;
  readonly ended: Promise<void>;
  close(): void;
}

export const logIn = (
  url: string,
  password: string,
  { from, headers = {} }: { from?: string; headers?: Record<string, string> } = {},
): Promise<Answer> =>
  ask(`${url}/admin/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: url, ...headers },
    body: new URLSearchParams({ password }).toString(),
    ...(from !== undefined && { from }),
  });

/** What a browser sends back of an answer's cookie. */
export const cookieIn = ({ headers }: Answer): string => headers['set-cookie']?.[0]?.split(';')[0] ?? '';

interface Heard {
  readonly name: string;
  readonly value: unknown;
}

async function listenTo(url: string, cookie: string): Promise<AdminListener> {
  const request = get(url, { headers: { cookie } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`the events answered ${response.statusCode ?? 0}`);
  const events = createRecorder<Heard>();
  let unread = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (unread + chunk).split('\n\n');
    unread = parts.pop() ?? '';
    for (const part of parts) {
      const [, name = '', data = ''] = /^event: (\w+)\ndata: (.*)$/s.exec(part) ?? [];
      if (name !== '') events.record({ name, value: JSON.parse(data) });
    }
  });
  response.on('error', () => undefined);
  return {
    async hears(name, matches) {
      const heard = await events.first((event) => event.name === name && matches(event.value as never));
      return heard.value as never;
    },
    ended: new Promise((resolve) => response.once('close', () => resolve())),
    close: () => request.destroy(),
  };
}

export function createAdminClient(url: string, cookie: string): AdminClient {
  return {
    cookie,
    act: (action, headers = {}) =>
      ask(`${url}/admin/actions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', Origin: url, cookie, ...headers },
        body: JSON.stringify(action),
      }),
    listen: (query = '') => listenTo(`${url}/admin/events?q=${encodeURIComponent(query)}`, cookie),
  };
}
