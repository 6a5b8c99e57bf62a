import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from '../../src/build/paths.ts';
import { SERVER_ADDRESS, TURN_NAME } from './network/addresses.ts';
import type { Trust } from './certificates.ts';
import type { Namespace } from './network/namespaces.ts';
import { startService, type Service } from './service.ts';

export interface TurnOptions {
  readonly secret?: string;
  readonly tlsPort?: number;
}

/** coturn in the public network. */
export interface Turn extends Service {
  readonly secret: string;
  readonly stunUrl: string;
  /** One for each way to reach it; `STUN_URLS` and `TURN_URLS` of the server take any of them. */
  readonly urls: { readonly udp: string; readonly tcp: string; readonly tls: string };
}

const PORT = 3478;

/** What we tell people to run (docs/turn.md), so that every test shows that it works. */
const SHIPPED = inProject('deploy/turnserver.conf');

/** Of what is named twice coturn takes the last. */
const additions = (directory: string, trust: Trust, secret: string, tlsPort: number): string =>
  [
    `listening-ip=${SERVER_ADDRESS}`,
    `relay-ip=${SERVER_ADDRESS}`,
    `tls-listening-port=${tlsPort}`,
    'min-port=50000',
    'max-port=50999',
    `static-auth-secret=${secret}`,
    'realm=madang.test',
    `cert=${trust.certificate}`,
    `pkey=${trust.key}`,
    `pidfile=${join(directory, 'turnserver.pid')}`,
    `userdb=${join(directory, 'turndb')}`,
    '',
  ].join('\n');

export async function startCoturn(
  network: Namespace,
  directory: string,
  trust: Trust,
  { secret = 'a-turn-secret-for-tests-only', tlsPort = 443 }: TurnOptions,
): Promise<Turn> {
  const file = join(directory, 'turnserver.conf');
  await mkdir(directory, { recursive: true });
  await writeFile(file, `${await readFile(SHIPPED, 'utf8')}\n${additions(directory, trust, secret, tlsPort)}`);
  const service = await startService(network, {
    name: 'coturn',
    spawn: () => network.start('turnserver', ['-c', file]),
    ports: [`udp:${PORT}`, `tcp:${PORT}`, `tcp:${tlsPort}`],
  });
  return {
    ...service,
    secret,
    stunUrl: `stun:${SERVER_ADDRESS}:${PORT}`,
    urls: {
      udp: `turn:${SERVER_ADDRESS}:${PORT}?transport=udp`,
      tcp: `turn:${SERVER_ADDRESS}:${PORT}?transport=tcp`,
      tls: `turns:${TURN_NAME}:${tlsPort}?transport=tcp`,
    },
  };
}
