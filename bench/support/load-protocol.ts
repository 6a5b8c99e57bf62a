/** Between bench/load.ts and the processes that play its people. */

export interface LoadOrder {
  readonly kind: 'madang' | 'tutorial';
  /** Where people go, in turns: the processes of a service. */
  readonly urls: readonly string[];
  /** Of the tutorial: its PeerServer. */
  readonly peersUrl: string | null;
  /** Address to connect from: one has too few ports for everybody. */
  readonly from: string;
  readonly people: number;
  readonly roomSize: number;
  readonly joinsPerSecond: number;
}

export interface LoadReport {
  /** From opening the page until the first in the room has heard of it. */
  readonly heardMs: readonly number[];
  /** From sending an offer to each of the others until they have it. */
  readonly offerMs: readonly number[];
  readonly joined: number;
  readonly failed: readonly string[];
  /** Connections that were lost again. */
  readonly lost: number;
  readonly durationMs: number;
}
