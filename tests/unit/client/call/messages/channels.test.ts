import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { mediaStateSchema } from '../../../../../src/client/call/devices/media-states.ts';
import { createChannels, type Channels } from '../../../../../src/client/call/messages/channels.ts';
import { createLifetime } from '../../../../../src/client/call/lifetime.ts';

const stateSchema = v.object({ isOpen: v.boolean() });

/** Two others are there. What is sent to them is kept. */
function createPage() {
  const sent: unknown[][] = [];
  const errors: unknown[] = [];
  let now = 0;
  const channels = createChannels({
    now: () => now,
    lifetime: createLifetime({ schedule: () => () => undefined, report: (error) => errors.push(error) }),
    everybody: () => ['bob', 'carol'],
    send: (...message) => sent.push(['reliable', ...message]) > 0,
    sendVolatile: (...message) => sent.push(['volatile', ...message]) > 0,
  });
  return { channels, sent, errors, wait: (ms: number) => (now += ms) };
}

const receive = (channels: Channels, from: string, message: unknown): void =>
  channels.receive(from, message, JSON.stringify(message).length);

describe('a channel', () => {
  test('C10: sends its type beside the fields of the message, to one or to all', () => {
    const { channels, sent } = createPage();
    const door = channels.channel('door', stateSchema);
    expect(door.send('bob', { isOpen: true })).toBe(true);
    door.sendToAll({ isOpen: false });
    expect(sent).toEqual([
      ['reliable', 'bob', { type: 'door', isOpen: true }],
      ['reliable', 'bob', { type: 'door', isOpen: false }],
      ['reliable', 'carol', { type: 'door', isOpen: false }],
    ]);
  });

  test('sends what is worth hearing only now as a volatile message', () => {
    const { channels, sent } = createPage();
    const door = channels.channel('door', stateSchema, { isVolatile: ({ isOpen }) => isOpen });
    door.send('bob', { isOpen: true });
    door.send('bob', { isOpen: false });
    expect(sent.map(([way]) => way)).toEqual(['volatile', 'reliable']);
  });

  test('greetings come in the order in which they were registered, and one that fails keeps back no other', () => {
    const { channels, sent, errors } = createPage();
    const [first, second, third] = ['first', 'second', 'third'].map((type) => channels.channel(type, stateSchema));
    second?.greet((to) => (to === 'bob' ? { isOpen: true } : null));
    first?.greet(() => {
      throw new Error('cannot greet');
    });
    third?.greetWithAll(() => [{ isOpen: true }, { isOpen: false }]);
    channels.greet('bob');
    channels.greet('carol');
    expect(sent.map(([, to, message]) => [to, (message as { type: string }).type])).toEqual([
      ['bob', 'second'],
      ['bob', 'third'],
      ['bob', 'third'],
      ['carol', 'third'],
      ['carol', 'third'],
    ]);
    expect(errors).toHaveLength(2);
  });

  test('is the only one of its type', () => {
    const { channels } = createPage();
    channels.channel('door', stateSchema);
    expect(() => channels.channel('door', stateSchema)).toThrow('door');
  });
});

describe('a message from another participant', () => {
  test('C7: is heard without the fields that its schema does not know', () => {
    const { channels } = createPage();
    const heard: unknown[] = [];
    channels.channel('media-state', mediaStateSchema).on((from, body) => heard.push([from, body]));
    const message: unknown = JSON.parse(
      '{"type":"media-state","microphone":true,"camera":true,"__proto__":{"admin":1},"x":1}',
    );
    receive(channels, 'bob', message);
    expect(heard).toEqual([['bob', { microphone: true, camera: true }]]);
  });

  test.each<[string, unknown, keyof Channels['dropped']]>([
    ['no object', null, 'unregistered'],
    ['text', 'door', 'unregistered'],
    ['of a type that is not registered', { type: 'eval', code: 'alert(1)' }, 'unregistered'],
    ['named like a method', { type: 'toString' }, 'unregistered'],
    ['of a type that is no text', { type: ['door'], isOpen: true }, 'unregistered'],
    ['without a type', { isOpen: true }, 'unregistered'],
    ['with a wrong field', { type: 'door', isOpen: 'yes' }, 'malformed'],
    ['larger than its channel takes', { type: 'door', isOpen: true, more: 'x'.repeat(1000) }, 'too-large'],
  ])('C7: is counted and dropped when it is %s', (_what, message, reason) => {
    const { channels } = createPage();
    const heard: unknown[] = [];
    channels.channel('door', stateSchema).on((_from, body) => heard.push(body));
    receive(channels, 'bob', message);
    expect(heard).toEqual([]);
    expect(channels.dropped).toEqual({ unregistered: 0, 'too-large': 0, 'over-budget': 0, malformed: 0, [reason]: 1 });
  });

  test('W8: is dropped beyond the budget of its channel, for each sender and each type apart', () => {
    const { channels, wait } = createPage();
    const heard: string[] = [];
    channels.channel('door', stateSchema, { budget: { burst: 3, perSecond: 1 } }).on((from) => heard.push(from));
    channels.channel('window', stateSchema).on((from) => heard.push(`${from} window`));
    for (let count = 0; count < 5; count += 1) receive(channels, 'bob', { type: 'door', isOpen: true });
    receive(channels, 'bob', { type: 'window', isOpen: true });
    receive(channels, 'carol', { type: 'door', isOpen: true });
    expect(heard).toEqual(['bob', 'bob', 'bob', 'bob window', 'carol']);
    expect(channels.dropped['over-budget']).toBe(2);

    wait(1000);
    for (let count = 0; count < 5; count += 1) receive(channels, 'bob', { type: 'door', isOpen: true });
    expect(heard.filter((each) => each === 'bob')).toHaveLength(4);

    wait(3000);
    for (let count = 0; count < 5; count += 1) receive(channels, 'bob', { type: 'door', isOpen: true });
    expect(heard.filter((each) => each === 'bob')).toHaveLength(7);
  });

  test('reaches every listener, also where one of them fails, until that one stops', () => {
    const { channels, errors } = createPage();
    const door = channels.channel('door', stateSchema);
    const heard: boolean[] = [];
    const stop = door.on(() => {
      throw new Error('cannot read');
    });
    door.on((_from, { isOpen }) => heard.push(isOpen));
    receive(channels, 'bob', { type: 'door', isOpen: true });
    stop();
    receive(channels, 'bob', { type: 'door', isOpen: false });
    expect(heard).toEqual([true, false]);
    expect(errors).toHaveLength(1);
  });
});
