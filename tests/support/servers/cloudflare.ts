import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What was asked of the stand-in. */
export interface CloudflareRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A server in the place of Cloudflare's TURN API: answers as documented, unless told otherwise. */
export interface CloudflareStandIn {
  readonly apiUrl: string;
  readonly requests: readonly CloudflareRequest[];
  answerWith(answer: (response: ServerResponse) => void): void;
  close(): Promise<void>;
}

/** As in https://developers.cloudflare.com/realtime/turn/generate-credentials/ */
const SERVERS = (username: string) => [
  { urls: ['stun:stun.cloudflare.test:3478', 'stun:stun.cloudflare.test:53'] },
  {
    urls: [
      'turn:turn.cloudflare.test:3478?transport=udp',
      'turn:turn.cloudflare.test:53?transport=udp',
      'turns:turn.cloudflare.test:443?transport=tcp',
    ],
    username,
    credential: 'made-by-cloudflare',
  },
];

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

export async function startCloudflare(): Promise<CloudflareStandIn> {
  const requests: CloudflareRequest[] = [];
  const asDocumented = (response: ServerResponse): void =>
    sendJson(response, 201, { iceServers: SERVERS(`user-${requests.length}`) });
  let answer = asDocumented;

  const server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(body) as unknown });
      answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    answerWith: (next) => (answer = next),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
