import { describe, expect, test } from '@jest/globals';
import { iceAdvice, stunNotice } from '../../../../src/server/ice/ice-advice.ts';
import { PUBLIC_STUN_URLS } from '../../../../src/server/ice/public-stun.ts';

const config = { stunUrls: [], turn: { type: 'none' }, policy: 'all' } as const;

describe('advice at the start', () => {
  test('without STUN and TURN says that only neighbours will meet, and where to read on', () => {
    expect(iceAdvice(config)).toMatch(/Neither a STUN nor a TURN server.*same network.*docs\/turn\.md/);
  });

  test('without TURN says whom it leaves out, and where to read on', () => {
    expect(iceAdvice({ ...config, stunUrls: ['stun:a'] })).toMatch(/symmetric NATs.*UDP is blocked.*docs\/turn\.md/);
  });

  test('is not given where there is TURN', () => {
    const turn = { type: 'static', urls: ['turn:a'], username: 'guest', password: 'open sesame' } as const;
    expect(iceAdvice({ ...config, turn })).toBeNull();
  });
});

describe('the notice of which STUN servers are asked', () => {
  test.each([
    [PUBLIC_STUN_URLS, /not set.*public.*stun:stun\.cloudflare\.com:3478 and stun:stun\.l\.google\.com:19302.*none/],
    [['stun:own.example'], /ask stun:own\.example for/],
    [[], /STUN_URLS is none/],
  ])('%j', (stunUrls, words) => {
    expect(stunNotice({ ...config, stunUrls })).toMatch(words);
  });
});
