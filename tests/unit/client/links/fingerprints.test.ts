import { describe, expect, test } from '@jest/globals';
import { fingerprintsIn, watchFingerprints } from '../../../../src/client/links/fingerprints.ts';

/** An RTCPeerConnection as far as its descriptions go. */
class FakePeerConnection extends EventTarget {
  remoteDescription: { sdp: string } | null = null;
  localDescription = { sdp: 'a=fingerprint:sha-256 AA:BB\r\n' };
  sctp = null;
  describe(sdp: string): void {
    this.remoteDescription = { sdp };
    this.dispatchEvent(new Event('signalingstatechange'));
  }
}

const before = globalThis as { isSecureContext?: boolean };
before.isSecureContext = true;

describe('fingerprints of a connection', () => {
  test.each([
    ['none', 'v=0\r\nm=audio', []],
    ['one a section, in small letters', 'a=fingerprint:SHA-256 0A:FF\r\nm=video\r\na=fingerprint:sha-256 0a:ff', 2],
    ['of several hash functions', 'a=fingerprint:sha-256 0A\na=fingerprint:sha-1 0B \n', 2],
    ['and nothing else', 'b=a=fingerprint:sha-256 0A\n a=fingerprint:sha-256 0B', []],
  ])('Y7: %s', (_what, sdp, expected) => {
    const found = fingerprintsIn(sdp);
    if (typeof expected === 'number') expect(found).toHaveLength(expected);
    else expect(found).toEqual(expected);
    expect(found.every((each) => /^sha-(?:1|256) [0-9a-f:]+$/.test(each))).toBe(true);
  });

  test('Y7: a later description that names another certificate does not hide the one before', async () => {
    const connection = new FakePeerConnection();
    const read = watchFingerprints(connection as unknown as RTCPeerConnection);
    expect(await read()).toEqual({ local: ['sha-256 aa:bb'], remote: [] });
    connection.describe('a=fingerprint:sha-256 01');
    connection.describe('a=fingerprint:sha-256 01');
    expect((await read()).remote).toEqual(['sha-256 01']);
    connection.describe('a=fingerprint:sha-256 02');
    expect((await read()).remote).toEqual(['sha-256 01', 'sha-256 02']);
  });

  test('Y7: the certificate in use counts, whatever the descriptions name', async () => {
    const connection = new FakePeerConnection();
    Object.assign(connection, {
      sctp: { transport: { getRemoteCertificates: () => [new TextEncoder().encode('abc').buffer] } },
    });
    const read = watchFingerprints(connection as unknown as RTCPeerConnection);
    connection.describe('a=fingerprint:sha-256 01');
    const { remote } = await read();
    expect(remote).toHaveLength(2);
    expect(remote[1]).toMatch(/^sha-256 ba:78:16:bf:/);
  });
});
