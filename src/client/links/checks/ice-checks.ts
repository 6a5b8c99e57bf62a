import type { Check, Outcome } from '../../call/doctor/examination.ts';
import type { RelayWay } from '../../../shared/ice-facts.ts';
import { serversOf, type IceServerUrls } from '../../call/link/ice-server-kinds.ts';
import { connectInPage, type Ends } from './connect-in-page.ts';
import { untilReported } from './until-reported.ts';

const toRtc = (servers: readonly IceServerUrls[]): RTCIceServer[] =>
  servers.map(({ urls, username, credential }) => ({
    urls: [...urls],
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  }));

/** Whether a STUN server tells us our public address. */
export function createStunCheck(iceServers: readonly IceServerUrls[]): Check {
  const servers = serversOf(iceServers, 'stun');
  return async (signal) => {
    if (servers.length === 0) return { status: 'absent' };
    const connection = new RTCPeerConnection({ iceServers: toRtc(servers) });
    const startedAt = performance.now();
    const ok = (): Outcome => ({ status: 'ok', ms: performance.now() - startedAt });
    const silent: Outcome = { status: 'failed', problem: 'stun-silent' };
    try {
      return await untilReported<Outcome>(
        signal,
        (report) => {
          const faultless = new Set(servers.flatMap(({ urls }) => urls));
          connection.onicecandidateerror = ({ url }) => void faultless.delete(url);
          connection.onicecandidate = ({ candidate }) => {
            if (candidate?.type === 'srflx') report(ok());
            // Null is the end of gathering. A public address that is our own is not told a second time (RFC 8445, 5.1.3):
            // then at least one server is without an error.
            else if (candidate === null) report(faultless.size === 0 ? silent : ok());
          };
          connection.createDataChannel('check');
          void connection.setLocalDescription();
        },
        () => silent,
      );
    } finally {
      connection.close();
    }
  };
}

/** Whether a relay answers, accepts us, and carries data: from this page to itself and back. */
export function createRelayCheck(iceServers: readonly IceServerUrls[], way: RelayWay): Check {
  const servers = serversOf(iceServers, way);
  return async (signal) => {
    if (servers.length === 0) return { status: 'absent' };
    const configuration: RTCConfiguration = { iceServers: toRtc(servers), iceTransportPolicy: 'relay' };
    const ends = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)] as const;
    const seen = { isRefused: false, hasCandidate: false };
    const failed = (): Outcome => ({
      status: 'failed',
      problem: seen.isRefused ? 'relay-refused' : seen.hasCandidate ? 'relay-blocked' : `relay-${way}-silent`,
    });
    try {
      return await untilReported<Outcome>(
        signal,
        (report) => {
          watchGathering(ends, seen, () => report(failed()));
          echo(ends, (ms) => report({ status: 'ok', ms }));
          connectInPage(ends).catch(() => report(failed()));
        },
        failed,
      );
    } finally {
      ends.forEach((end) => end.close());
    }
  };
}

/** Hands candidates across, and notes what the relay said. */
function watchGathering(
  [near, far]: Ends,
  seen: { isRefused: boolean; hasCandidate: boolean },
  giveUp: () => void,
): void {
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.onicecandidate = ({ candidate }) => {
      // Firefox says the end of each generation with a candidate that is empty.
      if (candidate?.candidate) {
        seen.hasCandidate = true;
        // Fails only when the check is over.
        void to.addIceCandidate(candidate).catch(() => undefined);
      } else if (candidate === null && !seen.hasCandidate) {
        giveUp();
      }
    };
    from.onicecandidateerror = ({ errorCode }) => {
      // 701 is the browser's own for a server that cannot be reached; the others are the server's words.
      seen.isRefused ||= errorCode >= 400 && errorCode < 700;
      if (seen.isRefused) giveUp();
    };
  }
}

/** Reports the round trip of a message over the opened data channel. */
function echo([near, far]: Ends, report: (ms: number) => void): void {
  const channel = near.createDataChannel('echo');
  far.ondatachannel = ({ channel: received }) => {
    received.onmessage = ({ data }: MessageEvent<string>) => received.send(data);
  };
  channel.onopen = () => channel.send(String(performance.now()));
  channel.onmessage = ({ data }: MessageEvent<string>) => report(performance.now() - Number(data));
}
