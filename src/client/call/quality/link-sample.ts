/** What one `getStats` report says of a link, reduced to what counts: counters since its start, and present values. */
export interface LinkSample {
  /** Milliseconds, on whatever clock the browser uses. */
  readonly at: number;
  readonly path: LinkPath | null;
  readonly roundTripMs: number | null;
  /** What the browser thinks could be sent, bit/s; only Chromium says. */
  readonly availableBps: number | null;
  readonly received: DirectionSample;
  readonly sent: DirectionSample;
}

export interface LinkPath {
  /** `reflexive`: through a NAT, by the address that STUN found out. */
  readonly kind: 'direct' | 'reflexive' | 'relayed';
  /** How packets leave this side: to the relay where there is one. */
  readonly protocol: 'udp' | 'tcp' | 'tls' | null;
}

export interface DirectionSample {
  readonly bytes: number;
  readonly packets: number;
  /** Up: as the other side reports it. */
  readonly packetsLost: number;
  /** Seconds in which the picture stood still. */
  readonly frozenS: number;
  readonly video: VideoSample | null;
}

export type Limitation = 'none' | 'cpu' | 'bandwidth' | 'other';

export interface VideoSample {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** As in `VP8`. */
  readonly codec: string | null;
  /** What keeps the encoder from doing better; only Chromium says, and only of what is sent. */
  readonly limitation: Limitation | null;
}

/** An entry of a report; which fields it has depends on the browser, so each is looked at before it is used. */
type Entry = Readonly<Record<string, unknown>>;

const numberIn = (entry: Entry | undefined, field: string): number | null => {
  const value = entry?.[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

const sumOf = (entries: readonly Entry[], ...fields: readonly string[]): number =>
  entries.reduce((sum, entry) => sum + fields.reduce((own, field) => own + (numberIn(entry, field) ?? 0), 0), 0);

/** Browsers without `transport` in their reports mark the pair itself. */
function selectedPair(entries: readonly Entry[], byId: ReadonlyMap<unknown, Entry>): Entry | undefined {
  const transport = entries.find(({ type }) => type === 'transport');
  const pairs = entries.filter(({ type }) => type === 'candidate-pair');
  return (
    byId.get(transport?.['selectedCandidatePairId']) ??
    pairs.find(({ selected }) => selected === true) ??
    pairs.find(({ nominated, state }) => nominated === true && state === 'succeeded')
  );
}

const PROTOCOLS = ['udp', 'tcp', 'tls'] as const;

const protocolOf = (value: unknown): LinkPath['protocol'] => PROTOCOLS.find((protocol) => protocol === value) ?? null;

function pathOf(local: Entry | undefined, remote: Entry | undefined): LinkPath | null {
  if (!local || !remote) return null;
  const types = [local['candidateType'], remote['candidateType']];
  const isRelayed = types.includes('relay');
  // The other side's `prflx` says little: on one network it is a host whose address its browser hides (mDNS).
  const isReflexive = types.includes('srflx') || local['candidateType'] === 'prflx';
  return {
    kind: isRelayed ? 'relayed' : isReflexive ? 'reflexive' : 'direct',
    protocol: protocolOf(local['candidateType'] === 'relay' ? local['relayProtocol'] : local['protocol']),
  };
}

const LIMITATIONS = ['none', 'cpu', 'bandwidth', 'other'] as const;

function videoOf(entries: readonly Entry[], byId: ReadonlyMap<unknown, Entry>): VideoSample | null {
  // The largest of what is sent at once: the one that the other side looks at.
  const [entry] = entries
    .filter((candidate) => candidate['kind'] === 'video' && (numberIn(candidate, 'frameWidth') ?? 0) > 0)
    .sort((a, b) => (numberIn(b, 'frameWidth') ?? 0) - (numberIn(a, 'frameWidth') ?? 0));
  if (!entry) return null;
  const mimeType = byId.get(entry['codecId'])?.['mimeType'];
  return {
    width: numberIn(entry, 'frameWidth') ?? 0,
    height: numberIn(entry, 'frameHeight') ?? 0,
    framesPerSecond: numberIn(entry, 'framesPerSecond') ?? 0,
    codec: typeof mimeType === 'string' ? (mimeType.split('/')[1] ?? null) : null,
    limitation: LIMITATIONS.find((limitation) => limitation === entry['qualityLimitationReason']) ?? null,
  };
}

/** @param report the entries of an RTCStatsReport, of Chromium, Firefox or Safari */
export function readSample(report: Iterable<Entry>): LinkSample {
  const entries = [...report];
  const byId = new Map(entries.map((entry) => [entry['id'], entry]));
  const ofType = (type: string): readonly Entry[] => entries.filter((entry) => entry['type'] === type);
  const [inbound, outbound, told] = [ofType('inbound-rtp'), ofType('outbound-rtp'), ofType('remote-inbound-rtp')];
  const pair = selectedPair(entries, byId);
  // Media's own round trip is measured all the time; ICE measures only with its checks, and rounds to milliseconds.
  const roundTrips = told.map((entry) => numberIn(entry, 'roundTripTime')).filter((value) => value !== null);
  const roundTripS = roundTrips.length > 0 ? Math.min(...roundTrips) : numberIn(pair, 'currentRoundTripTime');

  return {
    at: Math.max(0, ...[...inbound, ...outbound].map((entry) => numberIn(entry, 'timestamp') ?? 0)),
    path: pathOf(byId.get(pair?.['localCandidateId']), byId.get(pair?.['remoteCandidateId'])),
    roundTripMs: roundTripS === null ? null : roundTripS * 1000,
    availableBps: numberIn(pair, 'availableOutgoingBitrate'),
    received: {
      bytes: sumOf(inbound, 'bytesReceived', 'headerBytesReceived'),
      packets: sumOf(inbound, 'packetsReceived'),
      packetsLost: sumOf(inbound, 'packetsLost'),
      frozenS: sumOf(inbound, 'totalFreezesDuration'),
      video: videoOf(inbound, byId),
    },
    sent: {
      bytes: sumOf(outbound, 'bytesSent', 'headerBytesSent'),
      packets: sumOf(outbound, 'packetsSent'),
      packetsLost: sumOf(told, 'packetsLost'),
      frozenS: 0,
      video: videoOf(outbound, byId),
    },
  };
}
