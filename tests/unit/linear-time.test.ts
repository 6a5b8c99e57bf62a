import { describe, expect, test } from '@jest/globals';
import { chatSchema } from '../../src/client/call/together/chat.ts';
import { tidyChatText } from '../../src/client/call/together/chat-text.ts';
import { safeFileName } from '../../src/client/call/files/file-name.ts';
import { fileMessageSchema } from '../../src/client/call/files/file-message.ts';
import { parseBody } from '../../src/client/call/messages/channels.ts';
import { decodeFrame } from '../../src/client/call/messages/reliable-channel.ts';
import { parsePurpose } from '../../src/client/call/screens/share-message.ts';
import { lastWord } from '../../src/client/links/last-word.ts';
import { tuneSdp } from '../../src/client/links/media/sdp.ts';
import { linkify } from '../../src/client/ui/chat/linkify.ts';
import { shorten } from '../../src/client/ui/kit/shorten.ts';
import { tidyName } from '../../src/shared/participant-name.ts';
import { roomIn } from '../../src/shared/room-link.ts';
import { parseRoomName } from '../../src/shared/room-name.ts';

/** Every function that is given text which somebody else has written. */
const TEXT_FUNCTIONS: Readonly<Record<string, (text: string) => unknown>> = {
  tidyChatText,
  tidyName,
  safeFileName,
  linkify,
  shorten,
  parseRoomName,
  roomIn: (text) => roomIn([text, `https://madang.example/${text}`], { hosts: ['madang.example'], root: '/' }),
  decodeFrame,
  'decodeFrame, of data': (text) => decodeFrame(JSON.stringify({ type: 'data', seq: 1, body: text })),
  'parseBody, of chat': (text) => parseBody(chatSchema, { text, isPrivate: false }),
  'parseBody, of a file': (text) => parseBody(fileMessageSchema, { step: 'end', id: 1, sha256: text }),
  lastWord,
  parsePurpose: (text) => parsePurpose({ kind: 'screen', share: text }),
  tuneSdp: (text) => tuneSdp(text, 600),
};

/** What makes a search start again and again, alone or up to an end that does not fit. */
const REPEATED = [
  ...[' ', '\n', '\r', ' \n', '\n ', '\t\n', '\u2028', '\u200b', '\u202e', '\u0301', '\ud800', '\u3164', '\u3000'],
  ...['(', ')', '()', ')(', '[', ']]', '{', '.', '..', ',.', '\'"', '~', '…', '。', '/', '\\', '?', '#', '&', '=', '%'],
  ...[
    'a',
    'a.',
    'a-',
    '1',
    '-',
    '_',
    '@',
    'a@',
    'a@a',
    'a@a.',
    'a@b.c ',
    '%25',
    'x:',
    '가',
    'a가',
    '가a',
    '😀',
    'con.',
  ],
  ...[
    'www.',
    'www.a)',
    'http://',
    'https://a',
    'http://a)',
    'http://a/(',
    'http://a가',
    'http://[',
    'http://a@',
    'http://a:1',
  ],
  ...[
    'mailto:',
    'mailto:a@',
    'mailto:a?',
    '?join&',
    'web+madang://',
    '<',
    '"',
    '{"a":',
    '[[',
    ']',
    '\\u0000',
    'm=video 9 ',
  ],
  ...['a=rtpmap:1 VP8/90000\r\n', 'a=fmtp:1 x=1;\r\n', 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n', 'c=IN IP4\r\n'],
];

const AROUND: readonly ((body: string) => string)[] = [
  (body) => `${body}x`,
  (body) => `x${body}\u0000`,
  (body) => `http://a/${body}`,
];

const SMALL = 10_000;
const LARGE = 100_000;

/** Ten times the text takes ten times as long, and a hundred times where the time is quadratic. */
const MOST_TIMES = 35;

/** Less than this is the garbage collector's, and no search that starts again and again. */
const NEGLIGIBLE_MS = 8;

const RUNS = 3;

/** Of this process alone, so that other processes do not count; the least of a few runs, or the first short one. */
function cpuMs(task: () => unknown): number {
  let leastMs = Infinity;
  for (let run = 0; run < RUNS && leastMs >= NEGLIGIBLE_MS; run += 1) {
    const before = process.cpuUsage();
    task();
    const { user, system } = process.cpuUsage(before);
    leastMs = Math.min(leastMs, (user + system) / 1000);
  }
  return leastMs;
}

const repeat = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length));

describe('text that somebody made to be slow', () => {
  test.each(Object.entries(TEXT_FUNCTIONS))('W5: %s takes time in proportion to its length', (_name, read) => {
    for (const unit of REPEATED) {
      for (const around of AROUND) {
        const large = around(repeat(unit, LARGE));
        const largeMs = cpuMs(() => read(large));
        if (largeMs < NEGLIGIBLE_MS) continue;
        const small = around(repeat(unit, SMALL));
        const times =
          largeMs /
          Math.max(
            cpuMs(() => read(small)),
            NEGLIGIBLE_MS / MOST_TIMES,
          );
        expect({ unit, sample: large.slice(0, 12), isLinear: times < MOST_TIMES }).toMatchObject({ isLinear: true });
      }
    }
  });
});
