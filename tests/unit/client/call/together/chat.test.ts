import { describe, expect, test } from '@jest/globals';
import { createChat, type Chat } from '../../../../../src/client/call/together/chat.ts';
import { MAX_CHAT_LENGTH } from '../../../../../src/client/call/together/chat-text.ts';
import { createMeeting } from '../../../../support/meeting.ts';
import { idOf } from '../../../../support/scene.ts';

function createTalk(...names: string[]) {
  const meeting = createMeeting(...names);
  let now = 1000;
  const chats = new Map<string, Chat>();
  for (const name of names) {
    chats.set(name, createChat({ ...meeting.page(name), now: () => now, timeOfDay: () => now }));
  }
  const of = (name: string): Chat => {
    const chat = chats.get(name);
    if (!chat) throw new Error(`${name} does not chat`);
    return chat;
  };
  const textsOf = (name: string): string[] => of(name).entries.value.map(({ text }) => text);
  return { meeting, of, textsOf, wait: (ms: number) => (now += ms) };
}

describe('chat', () => {
  test('W1: a message to everyone is read by everyone, with who wrote it', () => {
    const { meeting, of } = createTalk('Alice', 'Bob', 'Carol');
    expect(of('Alice').send('Hello', null)).toEqual({ ok: true });
    meeting.deliver();
    expect(of('Alice').entries.value).toMatchObject([{ direction: 'sent', to: 'everyone', text: 'Hello' }]);
    for (const name of ['Bob', 'Carol']) {
      expect(of(name).entries.value).toMatchObject([
        {
          direction: 'received',
          from: { id: idOf('Alice'), name: 'Alice' },
          isPrivate: false,
          text: 'Hello',
          at: 1000,
        },
      ]);
    }
  });

  test('W1: a message to one person is read by nobody else', () => {
    const { meeting, of, textsOf } = createTalk('Alice', 'Bob', 'Carol');
    of('Alice').send('Between us', idOf('Bob'));
    meeting.deliver();
    expect(of('Bob').entries.value).toMatchObject([{ isPrivate: true, text: 'Between us' }]);
    expect(textsOf('Carol')).toEqual([]);
    expect(of('Alice').entries.value).toMatchObject([{ to: { id: idOf('Bob'), name: 'Bob' } }]);
  });

  test.each([
    ['without anything to see', ' \n\u200b', null, 'payload:invalid'],
    ['that is too long', 'x'.repeat(MAX_CHAT_LENGTH + 1), null, 'payload:too-large'],
    ['to somebody who is not here', 'Hello', idOf('Dave'), 'participant:unknown'],
  ])('a message %s is refused and not logged', (_what, text, to, code) => {
    const { meeting, of } = createTalk('Alice', 'Bob');
    expect(of('Alice').send(text, to)).toEqual({ ok: false, code });
    expect(of('Alice').entries.value).toEqual([]);
    expect(meeting.pending()).toEqual([]);
  });

  test('nobody talks to an empty room', () => {
    expect(createTalk('Alice').of('Alice').send('Hello?', null)).toEqual({ ok: false, code: 'chat:nobody-here' });
  });

  test('whoever writes faster than a person is asked to wait, and may go on later', () => {
    const { of, textsOf, wait } = createTalk('Alice', 'Bob');
    const answers = Array.from({ length: 12 }, (_, index) => of('Alice').send(`${index}`, null));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
    expect(answers.at(-1)).toEqual({ ok: false, code: 'rate:limited' });
    expect(textsOf('Alice')).toHaveLength(10);
    wait(1000);
    expect(of('Alice').send('again', null).ok).toBe(true);
  });

  test('the log keeps the newest', () => {
    const { meeting, textsOf, wait } = createTalk('Alice', 'Bob');
    for (let count = 0; count < 600; count += 1) {
      wait(1000);
      meeting.inject('Bob', 'Alice', { type: 'chat', text: `${count}`, isPrivate: false });
    }
    expect(textsOf('Alice')).toHaveLength(500);
    expect(textsOf('Alice').at(-1)).toBe('599');
  });

  test('counts what came while nobody read, and only that', () => {
    const { meeting, of } = createTalk('Alice', 'Bob');
    const say = (text: string): void => {
      of('Bob').send(text, null);
      meeting.deliver();
    };
    say('one');
    say('two');
    expect(of('Alice').unread.value).toBe(2);
    of('Alice').setReading(true);
    expect(of('Alice').unread.value).toBe(0);
    say('three');
    expect(of('Alice').unread.value).toBe(0);
    of('Alice').setReading(false);
    say('four');
    expect(of('Alice').unread.value).toBe(1);
    expect(of('Bob').unread.value).toBe(0);
  });

  test('an entry keeps the name that its author had, also when they are gone', () => {
    const { meeting, of } = createTalk('Alice', 'Bob');
    of('Bob').send('Bye', null);
    meeting.deliver();
    meeting
      .page('Alice')
      .happens({ type: 'room:fact', fact: { type: 'participant:left', rev: 11, id: idOf('Bob'), reason: 'left' } });
    expect(meeting.page('Alice').state.value.links.size).toBe(0);
    expect(of('Alice').entries.value).toMatchObject([{ from: { name: 'Bob' }, text: 'Bye' }]);
  });

  test('the receivers are told of each message, and whether it is for them alone', () => {
    const { meeting, of } = createTalk('Alice', 'Bob', 'Carol');
    of('Bob').send('to all', null);
    of('Bob').send('to Alice', idOf('Alice'));
    meeting.deliver();
    const noticesOf = (name: string): string[] => meeting.page(name).notices;
    expect(['Alice', 'Bob', 'Carol'].map(noticesOf)).toEqual([
      ['message: Bob', 'privateMessage: Bob'],
      [],
      ['message: Bob'],
    ]);
  });
});
