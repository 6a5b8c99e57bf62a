import { describe, expect, test } from '@jest/globals';
import { startBitrateKbps, tuneSdp } from '../../../../../src/client/links/media/sdp.ts';

const lines = (...text: string[]): string => text.map((line) => `${line}\r\n`).join('');

const SDP = lines(
  'v=0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:0 PCMU/8000',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97 45',
  'a=rtpmap:96 VP8/90000',
  'a=rtcp-fb:96 nack pli',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rtpmap:45 AV1/90000',
  'a=fmtp:45 level-idx=5;profile=0',
);

describe('a tuned SDP', () => {
  test('asks for silence to cost nothing, and for video to start fast', () => {
    expect(tuneSdp(SDP, 600)).toBe(
      lines(
        'v=0',
        'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
        'a=rtpmap:111 opus/48000/2',
        'a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1',
        'a=rtpmap:0 PCMU/8000',
        'm=video 9 UDP/TLS/RTP/SAVPF 96 97 45',
        'a=rtpmap:96 VP8/90000',
        'a=fmtp:96 x-google-start-bitrate=600',
        'a=rtcp-fb:96 nack pli',
        'a=rtpmap:97 rtx/90000',
        'a=fmtp:97 apt=96',
        'a=rtpmap:45 AV1/90000',
        'a=fmtp:45 level-idx=5;profile=0;x-google-start-bitrate=600',
      ),
    );
  });

  test('stays as it is when it is tuned again, whatever has changed since', () => {
    expect(tuneSdp(tuneSdp(SDP, 600), 900)).toBe(tuneSdp(SDP, 600));
  });

  test('asks for repair of lost sound where the browser does not', () => {
    const plain = lines('m=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2');
    expect(tuneSdp(plain, 600)).toContain('a=fmtp:111 usedtx=1;useinbandfec=1');
  });

  test('leaves alone what it does not know', () => {
    const data = lines('v=0', 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=sctp-port:5000');
    expect(tuneSdp(data, 600)).toBe(data);
  });
});

test.each([
  [1, 1000],
  [2, 1000],
  [3, 667],
  [5, 400],
  [15, 300],
])('%i links start with %i kbit/s each', (links, kbps) => {
  expect(startBitrateKbps(links)).toBe(kbps);
});
