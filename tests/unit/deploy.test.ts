import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { describe, expect, test } from '@jest/globals';

const compose = readFileSync('deploy/compose.yml', 'utf8');
const turnserver = readFileSync('deploy/turnserver.conf', 'utf8');

/** A service's own lines of compose.yml. */
function serviceLines(name: string): string {
  const [, lines] = new RegExp(`^  ${name}:\\n((?: {4}.*\\n|\\n)+)`, 'm').exec(compose) ?? [];
  return lines ?? '';
}

const bytesOf = (address: string): number[] => {
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)));
  const [first, last] = [groups(head), address.includes('::') ? groups(tail) : []];
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
};

const compare = (one: number[], other: number[]): number => {
  const at = one.findIndex((group, index) => group !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
};

describe('deploy/compose.yml', () => {
  test.each(['madang', 'https', 'turn'])(
    '%s writes nothing, has no rights to spare, and an end to its memory',
    (name) => {
      expect(serviceLines(name)).toContain('<<: *locked-down');
      expect(serviceLines(name)).toMatch(/mem_limit: \d+m/);
    },
  );

  test('locks down by what Docker knows', () => {
    for (const line of ['read_only: true', 'cap_drop: [ALL]', "security_opt: ['no-new-privileges:true']"]) {
      expect(compose).toContain(`\n  ${line}\n`);
    }
  });

  test('names a version of each image', () => {
    const images = [...compose.matchAll(/image: (\S+)/g)].map(([, image]) => image);
    expect(images).toHaveLength(3);
    for (const image of images) expect(image).toMatch(/:\d+\.\d+\.\d+/);
    expect(readFileSync('deploy/Dockerfile', 'utf8')).toMatch(/^FROM node:\d+\.\d+/);
  });

  test('hands out secrets as files, in no variable and on no command line', () => {
    expect(compose).not.toMatch(/\$\{\w*SECRET|static-auth-secret=\$\{/);
    expect(serviceLines('madang')).toMatch(
      /SECRET_FILE: \/run\/secrets\/session\n +TURN_SECRET_FILE: \/run\/secrets\/turn/,
    );
  });
});

describe('deploy/turnserver.conf', () => {
  test.each(['no-tcp-relay', 'total-quota=', 'user-quota=', 'max-bps=', 'use-auth-secret'])('says %s', (option) => {
    expect(turnserver).toContain(`\n${option}`);
  });

  const ranges = [...turnserver.matchAll(/^denied-peer-ip=([^-\n]+)-(.+)$/gm)]
    .map(([, from = '', to = '']) => [from, to] as const)
    .filter(([from]) => isIPv6(from));

  test.each([
    ['loopback', '::1'],
    ['IPv4-compatible 127.0.0.1', '::7f00:1'],
    ['IPv4-mapped 10.0.0.1', '::ffff:a00:1'],
    ['NAT64 of 192.168.0.1', '64:ff9b::c0a8:1'],
    ['6to4 of 10.0.0.1', '2002:a00:1::1'],
    ['site-local', 'fec0::1'],
    ['the end of site-local', 'feff:ffff::1'],
    ['unique local', 'fd12::1'],
    ['link-local', 'fe80::1'],
  ])('relays nothing to %s in IPv6', (_kind, address) => {
    const isDenied = ranges.some(
      ([from, to]) => compare(bytesOf(from), bytesOf(address)) <= 0 && compare(bytesOf(address), bytesOf(to)) <= 0,
    );
    expect(isDenied).toBe(true);
  });
});
