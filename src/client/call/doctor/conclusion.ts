import type { Examination, StepId } from './examination.ts';

type Steps = Examination['steps']['value'];

/** What all the steps together mean for a call. */
export type Conclusion =
  | 'fine'
  /** Nothing failed, yet people behind strict networks will not reach each other. */
  | 'no-relay'
  /** UDP does not get out of this network, but a relay over TCP or TLS works. */
  | 'relay-only'
  /** Neither a direct way nor a relay: calls with people elsewhere will fail. */
  | 'no-way'
  | 'no-server'
  | 'devices';

const RELAYS = ['relay-udp', 'relay-tcp', 'relay-tls'] as const satisfies readonly StepId[];
const DEVICES = ['camera', 'microphone', 'speaker'] as const satisfies readonly StepId[];
const SOCKETS = ['websocket', 'peer-server'] as const satisfies readonly StepId[];

/** The most serious thing first. */
export function conclusionOf(steps: Steps): Conclusion {
  const is = (status: Steps[StepId]['status']) => (id: StepId) => steps[id].status === status;
  const hasRelay = RELAYS.some(is('ok'));
  const isUdpBlocked = is('failed')('stun') || (is('absent')('stun') && is('failed')('relay-udp'));

  if (SOCKETS.some((id) => steps[id].status === 'failed' && !isPollingOnly(steps, id))) return 'no-server';
  if (!hasRelay && (isUdpBlocked || RELAYS.some(is('failed')))) return isUdpBlocked ? 'no-way' : 'no-relay';
  if (DEVICES.some(is('failed'))) return 'devices';
  if (isUdpBlocked) return 'relay-only';
  return hasRelay ? 'fine' : 'no-relay';
}

/** Long polling carries what the room has to say, though slower. */
function isPollingOnly(steps: Steps, id: StepId): boolean {
  const step = steps[id];
  return step.status === 'failed' && step.problem === 'polling-only';
}
