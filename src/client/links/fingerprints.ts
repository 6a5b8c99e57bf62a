import type { Fingerprints } from '../call/ports/links.ts';

const ATTRIBUTE = 'a=fingerprint:';

/** Hash functions and hashes: https://www.rfc-editor.org/rfc/rfc8122#section-5 */
export const fingerprintsIn = (sdp = ''): string[] =>
  sdp
    .toLowerCase()
    .split('\n')
    .flatMap((line) => (line.startsWith(ATTRIBUTE) ? line.slice(ATTRIBUTE.length).trim() : []));

async function fingerprintOf(certificate: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', certificate));
  return `sha-256 ${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(':')}`;
}

/**
 * Takes down every certificate that the other end of a connection has had: all that any description has named, for a
 * later one could name another than is in use, and the one in use where the browser tells it. There is one, unless
 * somebody changes descriptions.
 */
export function watchFingerprints(peerConnection: RTCPeerConnection): () => Promise<Fingerprints> {
  const remote = new Set<string>();
  const add = (fingerprint: string): void => void remote.add(fingerprint);
  const read = (): void => fingerprintsIn(peerConnection.remoteDescription?.sdp).forEach(add);
  peerConnection.addEventListener('signalingstatechange', read);
  read();
  return async () => {
    // Pages without https have no `subtle`.
    const certificates = isSecureContext ? (peerConnection.sctp?.transport.getRemoteCertificates() ?? []) : [];
    (await Promise.all(certificates.map(fingerprintOf))).forEach(add);
    return { local: fingerprintsIn(peerConnection.localDescription?.sdp), remote: [...remote] };
  };
}
