import { expect, test } from '@jest/globals';
import { gradeOf } from '../../../../../src/client/call/quality/link-grade.ts';
import type { DirectionQuality, LinkQuality } from '../../../../../src/client/call/quality/link-quality.ts';
import type { Limitation } from '../../../../../src/client/call/quality/link-sample.ts';

const direction = (fields: Partial<DirectionQuality> = {}): DirectionQuality => ({
  bitsPerSecond: 500_000,
  lossPercent: 0,
  frozenShare: 0,
  video: null,
  ...fields,
});

const limitedBy = (limitation: Limitation): DirectionQuality =>
  direction({ video: { width: 640, height: 480, framesPerSecond: 30, codec: 'VP8', limitation } });

const link = (fields: Partial<LinkQuality> = {}): LinkQuality => ({
  path: { kind: 'direct', protocol: 'udp' },
  roundTripMs: 40,
  availableBps: null,
  received: direction(),
  sent: direction(),
  ...fields,
});

test.each<[string, Partial<LinkQuality>, string, string[]]>([
  ['nothing wrong', {}, 'good', []],
  ['nothing known', { roundTripMs: null, received: direction({ lossPercent: null }) }, 'good', []],
  ['a relay is no fault', { path: { kind: 'relayed', protocol: 'tls' } }, 'good', []],
  ['some loss', { received: direction({ lossPercent: 2 }) }, 'fair', ['loss-received']],
  ['much loss', { received: direction({ lossPercent: 8 }) }, 'poor', ['loss-received']],
  ['loss on the way up', { sent: direction({ lossPercent: 5 }) }, 'fair', ['loss-sent']],
  ['a long way', { roundTripMs: 300 }, 'fair', ['delay']],
  ['too long a way', { roundTripMs: 800 }, 'poor', ['delay']],
  ['a picture that stutters', { received: direction({ frozenShare: 0.1 }) }, 'fair', ['frozen']],
  ['a picture that stands', { received: direction({ frozenShare: 0.5 }) }, 'poor', ['frozen']],
  ['a narrow line', { sent: limitedBy('bandwidth'), availableBps: 200_000 }, 'fair', ['narrow']],
  ['hardly a line', { sent: limitedBy('bandwidth'), availableBps: 50_000 }, 'poor', ['narrow']],
  ['a low estimate that limits nothing', { sent: limitedBy('none'), availableBps: 50_000 }, 'good', []],
  ['limited, yet by plenty', { sent: limitedBy('bandwidth'), availableBps: 900_000 }, 'good', []],
  ['a busy computer', { sent: limitedBy('cpu') }, 'fair', ['busy']],
  [
    'several things, the worst first',
    { roundTripMs: 400, received: direction({ lossPercent: 20 }), sent: limitedBy('cpu') },
    'poor',
    ['loss-received', 'delay', 'busy'],
  ],
])('%s', (_name, fields, grade, complaints) => {
  expect(gradeOf(link(fields))).toEqual({ grade, complaints });
});
