import { describe, expect, test } from '@jest/globals';
import { diagnose, type Trouble } from '../../../../../src/client/call/link/diagnose.ts';
import type { IceFacts } from '../../../../../src/shared/ice-facts.ts';

const side = (servers: IceFacts['servers'], found: IceFacts['found'], more: Partial<IceFacts> = {}): IceFacts => ({
  servers,
  found,
  isRefused: false,
  isRelayOnly: false,
  ...more,
});

const ALL: IceFacts['servers'] = ['stun', 'udp', 'tcp', 'tls'];
const STUN: IceFacts['servers'] = ['stun'];
const NAT: IceFacts['found'] = ['host', 'srflx'];
const RELAYED: IceFacts['found'] = ['host', 'srflx', 'relay'];
const refused = side(ALL, NAT, { isRefused: true });

const table: [string, IceFacts, IceFacts, Trouble][] = [
  ['nothing is configured', side([], ['host']), side([], ['host']), { lack: 'no-stun-no-relay' }],
  ['STUN alone, behind strict NATs', side(STUN, NAT), side(STUN, NAT), { lack: 'strict-no-relay' }],
  ['STUN alone, and no UDP here', side(STUN, ['host']), side(STUN, NAT), { lack: 'udp-blocked-no-relay', who: 'self' }],
  [
    'STUN alone, and no UDP there',
    side(STUN, NAT),
    side(STUN, ['host']),
    { lack: 'udp-blocked-no-relay', who: 'other' },
  ],
  [
    'STUN alone, and no UDP at all',
    side(STUN, ['host']),
    side(STUN, ['host']),
    { lack: 'udp-blocked-no-relay', who: 'both' },
  ],
  [
    'a relay over UDP, and no UDP there',
    side(['stun', 'udp'], RELAYED),
    side(['stun', 'udp'], ['host']),
    { lack: 'relay-udp-only', who: 'other' },
  ],
  [
    'a relay without TLS, and only the web gets out there',
    side(['stun', 'udp', 'tcp'], RELAYED),
    side(['stun', 'udp', 'tcp'], ['host']),
    { lack: 'relay-needs-tls', who: 'other' },
  ],
  ['a relay that nobody can reach', side(ALL, NAT), side(ALL, NAT), { lack: 'relay-silent', who: 'both' }],
  ['a relay that TLS should reach', side(ALL, RELAYED), side(ALL, ['host']), { lack: 'relay-silent', who: 'other' }],
  ['a relay that refuses both', refused, refused, { lack: 'relay-refused', who: 'both' }],
  ['a relay that refuses us', refused, side(ALL, RELAYED), { lack: 'relay-refused', who: 'self' }],
  [
    'a relay that refused, and then did not',
    side(ALL, RELAYED, { isRefused: true }),
    side(ALL, RELAYED),
    { lack: 'relay-passes-nothing' },
  ],
  ['a browser without any network', side(ALL, []), side(ALL, RELAYED), { lack: 'no-network', who: 'self' }],
  [
    'a relay only, that does not answer',
    side(ALL, [], { isRelayOnly: true }),
    side(ALL, RELAYED),
    { lack: 'relay-silent', who: 'self' },
  ],
  [
    'a relay only, with nothing wrong',
    side(ALL, ['relay'], { isRelayOnly: true }),
    side(ALL, ['relay'], { isRelayOnly: true }),
    { lack: 'relay-passes-nothing' },
  ],
];

test.each(table)('%s', (_name, self, other, trouble) => {
  expect(diagnose(self, other)).toEqual(trouble);
});

describe('seen from the other side', () => {
  const MIRROR = { self: 'other', other: 'self', both: 'both' } as const;

  test.each(table)('%s is the same trouble', (_name, self, other, trouble) => {
    const mirrored = 'who' in trouble ? { ...trouble, who: MIRROR[trouble.who] } : trouble;
    expect(diagnose(other, self)).toEqual(mirrored);
  });
});
