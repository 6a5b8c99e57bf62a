import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { qualityBetween } from '../../../../../src/client/call/quality/link-quality.ts';
import { readSample } from '../../../../../src/client/call/quality/link-sample.ts';

type Entry = Record<string, unknown>;
interface Recording {
  readonly before: readonly Entry[];
  readonly after: readonly Entry[];
}

/** Two reports of one link, two seconds apart, as the browser gave them; reduced to the fields that matter. */
const recorded = (browser: 'chromium' | 'firefox'): Recording =>
  JSON.parse(readFileSync(`tests/unit/client/call/quality/reports/${browser}.json`, 'utf8')) as Recording;

/** The same report with other fields in all its entries of a type. */
const changed = (report: readonly Entry[], type: string, fields: Entry): Entry[] =>
  report.map((entry) => (entry['type'] === type ? { ...entry, ...fields } : entry));

describe('of two reports', () => {
  test('Chromium: path, round trip, bitrates, pictures', () => {
    const { before, after } = recorded('chromium');
    const quality = qualityBetween(readSample(before), readSample(after));

    expect(quality).toMatchObject({
      path: { kind: 'direct', protocol: 'udp' },
      roundTripMs: 1,
      availableBps: 3_982_933,
      received: { lossPercent: 0, video: { width: 480, height: 360, framesPerSecond: 30, codec: 'VP8' } },
      sent: {
        lossPercent: 0,
        video: { width: 640, height: 480, framesPerSecond: 19, codec: 'VP8', limitation: 'none' },
      },
    });
    expect(Math.round((quality?.received.bitsPerSecond ?? 0) / 1000)).toBe(224);
    expect(Math.round((quality?.sent.bitsPerSecond ?? 0) / 1000)).toBe(559);
  });

  test('Firefox: the same, but for what only Chromium knows', () => {
    const { before, after } = recorded('firefox');
    const quality = qualityBetween(readSample(before), readSample(after));

    expect(quality).toMatchObject({
      path: { kind: 'direct', protocol: 'udp' },
      availableBps: null,
      received: { lossPercent: 0, video: { width: 640, height: 480, framesPerSecond: 20, codec: 'VP8' } },
      sent: { lossPercent: 0, video: { width: 480, height: 360, framesPerSecond: 30, limitation: null } },
    });
    expect(quality?.roundTripMs).toBeCloseTo(1.419, 3);
    expect(Math.round((quality?.received.bitsPerSecond ?? 0) / 1000)).toBe(559);
    expect(Math.round((quality?.sent.bitsPerSecond ?? 0) / 1000)).toBe(224);
  });

  test.each([
    ['relay', { candidateType: 'relay', relayProtocol: 'tls' }, { kind: 'relayed', protocol: 'tls' }],
    ['relay', { candidateType: 'relay', relayProtocol: 'udp' }, { kind: 'relayed', protocol: 'udp' }],
    ['relay', { candidateType: 'relay' }, { kind: 'relayed', protocol: null }],
    ['own address behind a NAT', { candidateType: 'srflx', protocol: 'udp' }, { kind: 'reflexive', protocol: 'udp' }],
    ['own address over TCP', { candidateType: 'host', protocol: 'tcp' }, { kind: 'direct', protocol: 'tcp' }],
    ['address that the other side saw', { candidateType: 'prflx' }, { kind: 'reflexive', protocol: 'udp' }],
  ])('a path by the %s %j', (_name, fields, path) => {
    expect(readSample(changed(recorded('chromium').after, 'local-candidate', fields)).path).toEqual(path);
  });

  test("a path by the other side's relay is relayed, and leaves this side as its own candidate says", () => {
    const report = changed(recorded('chromium').after, 'remote-candidate', { candidateType: 'relay' });
    expect(readSample(report).path).toEqual({ kind: 'relayed', protocol: 'udp' });
  });

  test('where reports have no transport, the pair that is marked counts', () => {
    const report = recorded('firefox').after.filter(({ type }) => type !== 'transport');
    expect(readSample(report).path?.kind).toBe('direct');
    const unmarked = changed(report, 'candidate-pair', { selected: undefined });
    expect(readSample(unmarked).path?.kind).toBe('direct');
    expect(readSample(changed(unmarked, 'candidate-pair', { state: 'in-progress' })).path).toBeNull();
  });

  test('loss is what is missing of what was sent in between, in each direction', () => {
    const { before, after } = recorded('chromium');
    const withLoss = changed(changed(after, 'inbound-rtp', { packetsLost: 10 }), 'remote-inbound-rtp', {
      packetsLost: 20,
    });
    const quality = qualityBetween(readSample(before), readSample(withLoss));
    expect(quality?.received.lossPercent).toBeCloseTo((100 * 20) / (184 + 20), 1);
    expect(quality?.sent.lossPercent).toBeCloseTo((100 * 40) / 233, 1);
  });

  test('few packets are no measure of loss', () => {
    const { before } = recorded('chromium');
    const { at, received } = readSample(before);
    const later = { ...readSample(before), at: at + 1000 };
    const barely = { ...received, packets: received.packets + 10, packetsLost: received.packetsLost + 5 };
    expect(qualityBetween(readSample(before), { ...later, received: barely })?.received.lossPercent).toBeNull();
  });

  test('a picture that does not move is none', () => {
    const { before, after } = recorded('chromium');
    const still = changed(after, 'inbound-rtp', { framesPerSecond: 0 });
    expect(qualityBetween(readSample(before), readSample(still))?.received.video).toBeNull();
  });

  test('a connection that took over has nothing in common with the one before', () => {
    const { before, after } = recorded('chromium');
    const fresh = changed(after, 'inbound-rtp', { bytesReceived: 5 });
    expect(qualityBetween(readSample(before), readSample(fresh))).toBeNull();
    expect(qualityBetween(readSample(after), readSample(after))).toBeNull();
  });

  test('an empty report is a link of which nothing is known', () => {
    expect(readSample([])).toMatchObject({ path: null, roundTripMs: null, received: { bytes: 0, video: null } });
  });
});
