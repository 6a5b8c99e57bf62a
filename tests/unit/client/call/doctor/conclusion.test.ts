import { expect, test } from '@jest/globals';
import { conclusionOf } from '../../../../../src/client/call/doctor/conclusion.ts';
import { STEPS, type StepId, type StepState } from '../../../../../src/client/call/doctor/examination.ts';

const failed = (problem: Extract<StepState, { status: 'failed' }>['problem']): StepState => ({
  status: 'failed',
  problem,
});
const absent: StepState = { status: 'absent' };
const NO_RELAY = { 'relay-udp': absent, 'relay-tcp': absent, 'relay-tls': absent };
const udp = failed('relay-udp-silent');
const stun = failed('stun-silent');

const allOk = Object.fromEntries(STEPS.map((id) => [id, { status: 'ok', ms: 1 }])) as Record<StepId, StepState>;

test.each<[string, Partial<Record<StepId, StepState>>, string]>([
  ['everything works', {}, 'fine'],
  ['only one way to the relay is offered', { 'relay-tcp': absent, 'relay-tls': absent }, 'fine'],
  ['no relay is configured', NO_RELAY, 'no-relay'],
  ['neither STUN nor a relay is configured', { ...NO_RELAY, stun: absent }, 'no-relay'],
  ['a relay is configured and none works', { ...NO_RELAY, 'relay-udp': failed('relay-refused') }, 'no-relay'],
  ['UDP is blocked, TLS is not', { stun, 'relay-udp': udp }, 'relay-only'],
  ['UDP is blocked, and there is no relay', { ...NO_RELAY, stun }, 'no-way'],
  ['UDP is blocked, and the relay knows only UDP', { ...NO_RELAY, stun: absent, 'relay-udp': udp }, 'no-way'],
  ['no microphone', { microphone: failed('missing') }, 'devices'],
  ['no microphone, and no way', { ...NO_RELAY, stun, microphone: failed('missing') }, 'no-way'],
  ['no WebSocket, but polling', { websocket: failed('polling-only') }, 'fine'],
  ['no server', { websocket: failed('unreachable'), stun }, 'no-server'],
  ['no introductions', { 'peer-server': failed('peer-server-unreachable') }, 'no-server'],
])('%s', (_name, steps, conclusion) => {
  expect(conclusionOf({ ...allOk, ...steps })).toBe(conclusion);
});
