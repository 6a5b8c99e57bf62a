import { networkInterfaces } from 'node:os';

export interface WelcomeOptions {
  readonly port: number;
  /** The address that the server listens on; null for all of them. */
  readonly host: string | null;
  readonly basePath: string;
  /** The addresses of this machine in its networks. */
  readonly networkAddresses: readonly string[];
  /** What is not configured, and what follows from it. */
  readonly notices: readonly string[];
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const EVERYWHERE = new Set(['0.0.0.0', '::']);

const inUrl = (address: string): string => (address.includes(':') ? `[${address}]` : address);

const wrap = (text: string, width: number): string[] => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
};

const WIDTH = 100;

/** What a person reads who starts the server in a terminal: where the room is, who can reach it, and what is missing. */
export function welcomeText({ port, host, basePath, networkAddresses, notices }: WelcomeOptions): string {
  const url = (address: string): string => `http://${inUrl(address)}:${port}${basePath}`;
  const isOnAll = host === null || EVERYWHERE.has(host);
  const local = isOnAll || LOOPBACK.has(host) ? [url('localhost')] : [];
  const others = isOnAll ? networkAddresses.map(url) : LOOPBACK.has(host) ? [] : [url(host)];
  const places = [
    ...local.map((place) => `  on this computer      ${place}`),
    ...others.map((place) => `  on the local network  ${place}`),
  ];
  const https =
    others.length > 0
      ? 'Browsers give access to camera and microphone on https:// pages only, and on localhost. So phones and other ' +
        'computers need HTTPS in front of this: any PaaS has it, and deploy/compose.yml starts it.'
      : 'Only this computer can reach it: HOST says so.';
  return [
    '',
    'Madang is running. A room opens at',
    '',
    ...places,
    '',
    ...wrap(https, WIDTH),
    '',
    ...(notices.length > 0 ? ['Not configured (docs/configuration.md):', ''] : []),
    ...notices.flatMap((notice) =>
      wrap(notice, WIDTH - 4).map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`)),
    ),
    ...(notices.length > 0 ? [''] : []),
    'Ctrl+C ends it.',
    '',
  ].join('\n');
}

/** IPv4 addresses come first, and link-local IPv6 ones are left out: nobody can type them. */
export function localNetworkAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const isUsable = ({ internal, address }: { internal: boolean; address: string }) =>
    !internal && !address.startsWith('fe80:');
  const usable = all.filter(isUsable);
  const inOrder = [
    ...usable.filter(({ family }) => family === 'IPv4'),
    ...usable.filter(({ family }) => family !== 'IPv4'),
  ];
  return inOrder.map(({ address }) => address);
}
