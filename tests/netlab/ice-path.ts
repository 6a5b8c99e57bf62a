import type { Page } from '@playwright/test';

type CandidateType = 'host' | 'srflx' | 'prflx' | 'relay';

/** How a page's media travels: the pair of candidates that its connection uses. */
export interface IcePath {
  readonly local: CandidateType;
  readonly remote: CandidateType;
  /** How the relay is reached, if there is one on this side. */
  readonly relayProtocol: 'udp' | 'tcp' | 'tls' | null;
  /** Of this side's candidate: another one after each ICE restart, and in each fresh connection. */
  readonly usernameFragment: string;
}

/** Left on each page by `openContext`. */
type WithConnections = typeof globalThis & { peerConnections: RTCPeerConnection[] };

/** States of those connections of a page that had somebody to connect to. */
export const connectionStates = (page: Page): Promise<RTCPeerConnectionState[]> =>
  page.evaluate(() =>
    (globalThis as WithConnections).peerConnections
      .filter(({ remoteDescription }) => remoteDescription !== null)
      .map(({ connectionState }) => connectionState),
  );

/** The path of the first connection of a page that is connected. */
export const icePath = (page: Page): Promise<IcePath | null> =>
  page.evaluate(async () => {
    const { peerConnections } = globalThis as WithConnections;
    const connection = peerConnections.find(({ connectionState }) => connectionState === 'connected');
    if (!connection) return null;
    const stats = new Map<unknown, Record<string, unknown>>();
    (await connection.getStats()).forEach((entry: Record<string, unknown>) => stats.set(entry['id'], entry));
    const transport = [...stats.values()].find(({ type }) => type === 'transport');
    // Firefox has no `transport`, and says it at the pair.
    const pair = transport
      ? stats.get(transport['selectedCandidatePairId'])
      : [...stats.values()].find(({ type, selected }) => type === 'candidate-pair' && selected === true);
    const local = stats.get(pair?.['localCandidateId']);
    const remote = stats.get(pair?.['remoteCandidateId']);
    return {
      local: local?.['candidateType'],
      remote: remote?.['candidateType'],
      relayProtocol: local?.['relayProtocol'] ?? null,
      usernameFragment: local?.['usernameFragment'],
    } as IcePath;
  });
