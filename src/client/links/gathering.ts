import type { IceFacts } from '../../shared/ice-facts.ts';
import { kindOf } from '../call/link/ice-server-kinds.ts';

const FOUND = ['host', 'srflx', 'relay'] as const;

/** Reports what this side of a connection has to connect with, each time that there is something new. */
export function observeGathering(peerConnection: RTCPeerConnection, onChange: (facts: IceFacts) => void): void {
  let found = new Set<IceFacts['found'][number]>();
  let isRefused = false;

  function report(): void {
    const { iceServers = [], iceTransportPolicy } = peerConnection.getConfiguration();
    const kinds = iceServers.flatMap(({ urls }) => urls).map(kindOf);
    onChange({
      servers: [...new Set(kinds.filter((kind) => kind !== null))],
      found: [...found],
      isRefused,
      isRelayOnly: iceTransportPolicy === 'relay',
    });
  }

  peerConnection.addEventListener('icegatheringstatechange', () => {
    if (peerConnection.iceGatheringState !== 'gathering') return;
    found = new Set();
    isRefused = false;
    report();
  });
  peerConnection.addEventListener('icecandidate', ({ candidate }) => {
    const kind = FOUND.find((each) => each === candidate?.type);
    if (!kind || found.has(kind)) return;
    found.add(kind);
    report();
  });
  peerConnection.addEventListener('icecandidateerror', ({ errorCode }) => {
    // 701 is the browser's own, for a server that is silent; the others are what the server said.
    if (errorCode < 400 || errorCode >= 700 || isRefused) return;
    isRefused = true;
    report();
  });
}
