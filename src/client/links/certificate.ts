/**
 * One certificate for all connections of this tab, so that a safety code can be about it (call/safety/). ECDSA on P-256
 * is what browsers make for themselves. Where it cannot be made, each connection gets one of its own.
 */
export async function makeCertificate(): Promise<Pick<RTCConfiguration, 'certificates'>> {
  try {
    // The types do not know the name of the curve.
    const algorithm: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
    return { certificates: [await RTCPeerConnection.generateCertificate(algorithm)] };
  } catch {
    return {};
  }
}
