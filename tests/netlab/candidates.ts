import type { Page } from '@playwright/test';

/** What a browser finds out when it gathers candidates. */
export interface Gathered {
  /** `host`, `srflx`, `relay`, each once. */
  readonly types: string[];
  /** Codes of `icecandidateerror`, each once; 401 where a relay does not accept the credentials. */
  readonly errors: number[];
}

/** Gathers candidates from these servers, on a connection of its own. */
export const gather = (page: Page, iceServers: RTCIceServer[]): Promise<Gathered> =>
  page.evaluate(async (servers) => {
    const connection = new RTCPeerConnection({ iceServers: servers });
    const types = new Set<string>();
    const errors = new Set<number>();
    const isComplete = new Promise<void>((resolve) => {
      connection.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate === null) resolve();
        else if (candidate.type !== null) types.add(candidate.type);
      });
    });
    connection.addEventListener('icecandidateerror', ({ errorCode }) => errors.add(errorCode));
    connection.createDataChannel('any');
    await connection.setLocalDescription();
    await isComplete;
    connection.close();
    return { types: [...types].sort(), errors: [...errors].sort() };
  }, iceServers);

/** Left on each page by `openContext`. */
type WithConnections = typeof globalThis & { peerConnections: RTCPeerConnection[] };

/** The ICE servers that the page's open connections would use for an ICE restart now, of all of them. */
export const iceServersInUse = (page: Page): Promise<RTCIceServer[]> =>
  page.evaluate(() =>
    (globalThis as WithConnections).peerConnections
      .filter(({ signalingState }) => signalingState !== 'closed')
      .flatMap((connection) => connection.getConfiguration().iceServers ?? []),
  );

/** Those among them that are relays: what has no login has an empty one, or none. */
export const relaysInUse = async (page: Page): Promise<RTCIceServer[]> =>
  (await iceServersInUse(page)).filter(({ credential }) => credential);

/** Types of the candidates that a page has told the others of, over all its connections. */
export const offeredCandidateTypes = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const descriptions = (globalThis as WithConnections).peerConnections.map(
      ({ localDescription }) => localDescription?.sdp ?? '',
    );
    const types = descriptions.flatMap((sdp) => [...sdp.matchAll(/^a=candidate:.* typ (\w+)/gm)]);
    return [...new Set(types.map(([, type = '']) => type))].sort();
  });
