import { expect, test } from '@jest/globals';
import { readBandwidthSample } from '../../../../../src/client/call/video/bandwidth-sample.ts';

const report = (...entries: object[]): RTCStatsReport => new Map(entries.map((entry, index) => [String(index), entry]));

const PAIR = { type: 'candidate-pair', nominated: true, availableOutgoingBitrate: 850_000 };
const VIDEO = { type: 'outbound-rtp', kind: 'video', totalEncodeTime: 1.5, qualityLimitationReason: 'none' };

test('what the line carries is that of the path in use', () => {
  const other = { type: 'candidate-pair', nominated: false, availableOutgoingBitrate: 1 };
  expect(readBandwidthSample(report(other, PAIR, other)).availableKbps).toBe(850);
});

test('a browser that does not tell is not guessed at', () => {
  expect(readBandwidthSample(report({ type: 'candidate-pair', nominated: true }))).toEqual({
    availableKbps: null,
    isCpuLimited: false,
    encodeMs: 0,
    encoder: null,
  });
});

test('U10: how far the encoder has come, and the source that it encodes', () => {
  // The fields that matter of what Chromium 156 reports.
  const entries: object[] = [
    { id: 'SV4', type: 'media-source', kind: 'video', frames: 310, framesPerSecond: 30, width: 640, height: 480 },
    { id: 'COT01_103', type: 'codec', mimeType: 'video/H264', payloadType: 103, clockRate: 90_000 },
    { id: 'OT01A', type: 'outbound-rtp', kind: 'audio', packetsSent: 500, codecId: 'COT01_111' },
    { id: 'OT01V', type: 'outbound-rtp', kind: 'video', framesEncoded: 66, codecId: 'COT01_103', mediaSourceId: 'SV4' },
  ];
  const chromium = new Map(entries.map((entry) => [(entry as { id: string }).id, entry]));
  expect(readBandwidthSample(chromium).encoder).toEqual({ framesEncoded: 66, sourceFrames: 310, codec: 'video/H264' });
  chromium.delete('SV4');
  expect(readBandwidthSample(chromium).encoder).toBeNull();
});

test.each<[string, object, number]>([
  ['on the processor counts', {}, 1500],
  ['in hardware does not', { powerEfficientEncoder: true }, 0],
  ['of sound does not', { kind: 'audio' }, 0],
])('encoding %s', (_name, how, encodeMs) => {
  expect(readBandwidthSample(report({ ...VIDEO, ...how })).encodeMs).toBe(encodeMs);
});

test.each([
  ['cpu', true],
  ['bandwidth', false],
  ['none', false],
])('a picture limited by "%s" speaks for a busy processor: %s', (qualityLimitationReason, expected) => {
  expect(readBandwidthSample(report({ ...VIDEO, qualityLimitationReason })).isCpuLimited).toBe(expected);
});
