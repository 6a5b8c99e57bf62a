import { expect, test } from '@jest/globals';
import { readLineSample } from '../../../../src/client/call/line-sample.ts';

const report = (...entries: object[]): RTCStatsReport => new Map(entries.map((entry, index) => [String(index), entry]));

const PAIR = { type: 'candidate-pair', nominated: true, availableOutgoingBitrate: 850_000 };
const VIDEO = { type: 'outbound-rtp', kind: 'video', totalEncodeTime: 1.5, qualityLimitationReason: 'none' };

test('what the line carries is that of the path in use', () => {
  const other = { type: 'candidate-pair', nominated: false, availableOutgoingBitrate: 1 };
  expect(readLineSample(report(other, PAIR, other)).availableKbps).toBe(850);
});

test('a browser that does not tell is not guessed at', () => {
  expect(readLineSample(report({ type: 'candidate-pair', nominated: true }))).toEqual({
    availableKbps: null,
    isCpuLimited: false,
    encodeMs: 0,
  });
});

test.each<[string, object, number]>([
  ['on the processor counts', {}, 1500],
  ['in hardware does not', { powerEfficientEncoder: true }, 0],
  ['of sound does not', { kind: 'audio' }, 0],
])('encoding %s', (_name, how, encodeMs) => {
  expect(readLineSample(report({ ...VIDEO, ...how })).encodeMs).toBe(encodeMs);
});

test.each([
  ['cpu', true],
  ['bandwidth', false],
  ['none', false],
])('a picture limited by "%s" speaks for a busy processor: %s', (qualityLimitationReason, expected) => {
  expect(readLineSample(report({ ...VIDEO, qualityLimitationReason })).isCpuLimited).toBe(expected);
});
