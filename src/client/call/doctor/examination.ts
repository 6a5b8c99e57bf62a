import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { DeviceProblem } from '../ports/local-media.ts';

/** Everything a call needs, in the order in which it is shown. */
export const STEPS = [
  'camera',
  'microphone',
  'speaker',
  'encoder',
  'websocket',
  'peer-server',
  'stun',
  'relay-udp',
  'relay-tcp',
  'relay-tls',
] as const;

export type StepId = (typeof STEPS)[number];

/** Why a step failed; each has a sentence with what to do about it. */
export type StepProblem =
  | DeviceProblem
  | 'no-picture'
  | 'silent'
  | 'unheard'
  | 'encoder-stuck'
  | 'unreachable'
  | 'polling-only'
  | 'refused'
  | 'peer-server-unreachable'
  | 'stun-silent'
  | 'relay-udp-silent'
  | 'relay-tcp-silent'
  | 'relay-tls-silent'
  | 'relay-refused'
  | 'relay-blocked';

export type Outcome =
  /** `ms` where time tells something: a round trip, or how long something took to start. */
  | { readonly status: 'ok'; readonly ms: number | null }
  /** This server does not offer it. */
  | { readonly status: 'absent' }
  | { readonly status: 'failed'; readonly problem: StepProblem };

export type StepState = { readonly status: 'waiting' } | { readonly status: 'running' } | Outcome;

/** Closes whatever it opened before it resolves, at the latest when the signal aborts. Never rejects. */
export type Check = (signal: AbortSignal) => Promise<Outcome>;

export interface Examination {
  readonly steps: ReadonlySignal<Readonly<Record<StepId, StepState>>>;
  readonly phase: ReadonlySignal<'ready' | 'running' | 'done'>;
  /** From the beginning, also when it has run before. */
  start(): Promise<void>;
  /** Ends what runs; its results are not wanted any more. */
  stop(): void;
}

/** A person looks at the devices while the network is tried; what would disturb each other's figures is not at once. */
const ROWS: readonly (readonly (readonly StepId[])[])[] = [
  [['camera'], ['microphone'], ['speaker']],
  [['websocket'], ['peer-server'], ['stun', 'relay-udp', 'relay-tcp', 'relay-tls'], ['encoder']],
];

const untouched = Object.fromEntries(STEPS.map((id) => [id, { status: 'waiting' }])) as Record<StepId, StepState>;

export function createExamination(checks: Readonly<Record<StepId, Check>>): Examination {
  const steps = signal<Readonly<Record<StepId, StepState>>>(untouched);
  const phase = signal<'ready' | 'running' | 'done'>('ready');
  let current = new AbortController();

  async function run(id: StepId, aborting: AbortSignal): Promise<void> {
    const tell = (step: StepState): void => {
      if (!aborting.aborted) steps.value = { ...steps.peek(), [id]: step };
    };
    tell({ status: 'running' });
    tell(await checks[id](aborting));
  }

  async function runRow(row: readonly (readonly StepId[])[], aborting: AbortSignal): Promise<void> {
    for (const together of row) {
      if (!aborting.aborted) await Promise.all(together.map((id) => run(id, aborting)));
    }
  }

  return {
    steps,
    phase,
    async start() {
      current.abort();
      current = new AbortController();
      const { signal: aborting } = current;
      steps.value = untouched;
      phase.value = 'running';
      await Promise.all(ROWS.map((row) => runRow(row, aborting)));
      if (!aborting.aborted) phase.value = 'done';
    },
    stop() {
      current.abort();
      phase.value = 'ready';
    },
  };
}
