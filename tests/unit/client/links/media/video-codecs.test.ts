import { expect, test } from '@jest/globals';
import { createCodecChoice, isAndroid } from '../../../../../src/client/links/media/video-codecs.ts';

const codec = (mimeType: string, sdpFmtpLine?: string): RTCRtpCodec => ({
  mimeType,
  clockRate: 90_000,
  ...(sdpFmtpLine !== undefined && { sdpFmtpLine }),
});

const VP8 = codec('video/VP8');
const RTX = codec('video/rtx');
const H264_MODE_0 = codec('video/H264', 'level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f');
const H264 = codec('video/H264', 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f');
const H264_MAIN = codec('video/H264', 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=4d001f');
const AV1 = codec('video/AV1', 'level-idx=5;profile=0;tier=0');

const onDesktop = () => createCodecChoice({ isAndroid: false });
const onAndroid = () => createCodecChoice({ isAndroid: true });

test.each<[string, RTCRtpCodec[], RTCRtpCodec[]]>([
  ['H.264 comes first', [VP8, RTX, H264_MODE_0, H264, AV1], [H264, VP8, RTX, H264_MODE_0, AV1]],
  ['its profiles stay in the order of the browser', [VP8, H264, H264_MAIN], [H264, H264_MAIN, VP8]],
  ['without it everything stays as it is', [VP8, RTX, AV1], [VP8, RTX, AV1]],
])('of the video codecs %s', (_name, codecs, expected) => {
  expect(onDesktop().inOrder(codecs)).toEqual(expected);
});

test('U10: on Android VP8 comes first, and is sent where the other side prefers another', () => {
  const choice = onAndroid();
  expect(choice.inOrder([H264, RTX, VP8, AV1])).toEqual([VP8, H264, RTX, AV1]);
  expect(choice.preferred([H264, RTX, VP8])).toBe(VP8);
});

test('elsewhere the order of offer and answer decides what is sent', () => {
  expect(onDesktop().preferred([VP8, H264])).toBeNull();
});

test('U10: a codec whose encoder has stopped is not negotiated any more, and not sent', () => {
  const choice = onDesktop();
  choice.avoid('video/H264');
  expect(choice.inOrder([H264, VP8, RTX])).toEqual([VP8, RTX]);
  expect(choice.inOrder([H264, RTX])).toEqual([H264, RTX]);
  expect(choice.preferred([H264, RTX, VP8])).toBe(VP8);
  expect(choice.hasAnother([H264, RTX, VP8])).toBe(true);
});

test('U10: when every codec has stopped there is no other: what only repeats packets is none', () => {
  const choice = onDesktop();
  choice.avoid('video/H264');
  choice.avoid('video/VP8');
  expect(choice.hasAnother([H264, RTX, VP8])).toBe(false);
});

test.each<[string, boolean, Parameters<typeof isAndroid>[0]]>([
  ['a phone that says so', true, { userAgent: '', userAgentData: { platform: 'Android' } }],
  ['Firefox on a phone', true, { userAgent: 'Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0' }],
  ['a laptop', false, { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)', userAgentData: { platform: 'Linux' } }],
  ['an iPhone', false, { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)' }],
])('Android is told from other systems: %s', (_name, expected, navigator) => {
  expect(isAndroid(navigator)).toBe(expected);
});
