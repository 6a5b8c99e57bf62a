/** A browser that has found no more by then has no more, or takes too long to matter. */
const GATHERING_MS = 1500;

/** The address in a host candidate: https://www.rfc-editor.org/rfc/rfc8839#section-5.1 */
const addressOf = ({ candidate }: RTCIceCandidate): string | undefined => candidate.split(' ')[4];

/** This device's addresses, or the names that the browser gives them, in no order. Asks no server. */
export async function readLocalAddresses(): Promise<readonly string[]> {
  const connection = new RTCPeerConnection();
  const addresses = new Set<string>();
  try {
    await new Promise<void>((resolve, reject) => {
      setTimeout(resolve, GATHERING_MS);
      connection.onicecandidate = ({ candidate }) => {
        if (candidate === null) resolve();
        const address = candidate && addressOf(candidate);
        if (address) addresses.add(address);
      };
      connection.createDataChannel('addresses');
      connection.setLocalDescription().catch(reject);
    });
  } finally {
    connection.close();
  }
  return [...addresses];
}
