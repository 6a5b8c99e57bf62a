import { expect, test } from '@jest/globals';
import { byCost } from '../../../../src/client/links/video-codecs.ts';

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

test.each<[string, RTCRtpCodec[], RTCRtpCodec[]]>([
  ['H.264 comes first', [VP8, RTX, H264_MODE_0, H264, AV1], [H264, VP8, RTX, H264_MODE_0, AV1]],
  ['its profiles stay in the order of the browser', [VP8, H264, H264_MAIN], [H264, H264_MAIN, VP8]],
  ['without it everything stays as it is', [VP8, RTX, AV1], [VP8, RTX, AV1]],
])('of the video codecs %s', (_name, codecs, expected) => {
  expect(byCost(codecs)).toEqual(expected);
});
