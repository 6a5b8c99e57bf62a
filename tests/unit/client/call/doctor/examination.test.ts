import { expect, test } from '@jest/globals';
import {
  createExamination,
  STEPS,
  type Check,
  type Outcome,
  type StepId,
} from '../../../../../src/client/call/doctor/examination.ts';

const OK: Outcome = { status: 'ok', ms: 5 };

/** Checks that end when they are told to. */
function createBench() {
  const running = new Map<StepId, (outcome: Outcome) => void>();
  const checkOf =
    (id: StepId): Check =>
    (signal) =>
      new Promise((resolve) => {
        running.set(id, (outcome) => {
          running.delete(id);
          resolve(outcome);
        });
        signal.addEventListener('abort', () => running.get(id)?.({ status: 'failed', problem: 'unknown' }));
      });
  const checks = Object.fromEntries(STEPS.map((id) => [id, checkOf(id)])) as Record<StepId, Check>;
  return {
    examination: createExamination(checks),
    running: () => [...running.keys()].sort(),
    async end(...ids: StepId[]) {
      for (const id of ids) running.get(id)?.(OK);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('devices are tried one after another, beside the network, whose relays are tried at once', async () => {
  const { examination, running, end } = createBench();
  expect(examination.phase.value).toBe('ready');
  const whole = examination.start();

  expect(running()).toEqual(['camera', 'websocket']);
  expect(examination.steps.value).toMatchObject({ camera: { status: 'running' }, microphone: { status: 'waiting' } });
  await end('camera', 'websocket');
  expect(running()).toEqual(['microphone', 'peer-server']);
  expect(examination.steps.value.camera).toEqual(OK);
  await end('microphone', 'peer-server');
  expect(running()).toEqual(['relay-tcp', 'relay-tls', 'relay-udp', 'speaker', 'stun']);
  await end('relay-tcp', 'relay-tls', 'relay-udp', 'stun');
  expect(running()).toEqual(['encoder', 'speaker']);
  await end('encoder');
  expect(examination.phase.value).toBe('running');
  await end('speaker');
  await whole;
  expect(examination.phase.value).toBe('done');
  expect(Object.values(examination.steps.value).every(({ status }) => status === 'ok')).toBe(true);
});

test('what is stopped tells nothing more, and starts nothing more', async () => {
  const { examination, running } = createBench();
  const whole = examination.start();
  examination.stop();
  await whole;
  expect(running()).toEqual([]);
  expect(examination.phase.value).toBe('ready');
  expect(examination.steps.value.camera).toEqual({ status: 'running' });
});

test('starting again begins from the beginning', async () => {
  const { examination, running, end } = createBench();
  const first = examination.start();
  await end('camera');
  const second = examination.start();
  await first;
  expect(examination.steps.value).toMatchObject({ camera: { status: 'running' }, microphone: { status: 'waiting' } });
  expect(examination.phase.value).toBe('running');
  expect(running()).toEqual(['camera', 'websocket']);
  examination.stop();
  await second;
});
