import { describe, expect, test } from '@jest/globals';
import { roomIn } from '../../../src/shared/room-link.ts';

const HOST = 'meet.example.org';

describe('the room in a pasted or shared text', () => {
  test.each([
    ['a link', 'https://meet.example.org/standup', 'standup'],
    ['a link in a sentence', 'Come to https://meet.example.org/standup now', 'standup'],
    ['a link to a room in another script', 'https://meet.example.org/%EC%9A%B0%EB%A6%AC%EB%B0%98', '우리반'],
    ['a link with options, which are dropped', 'https://meet.example.org/standup?join&name=Bob#x', 'standup'],
    ['a link of our own protocol', 'web+madang://meet.example.org/standup', 'standup'],
    ['a name', ' Standup ', 'standup'],
    ['a link to another host', 'https://evil.example.org/standup', null],
    ['a link that hides another host', 'https://meet.example.org@evil.example.org/standup', null],
    ['a link to a page that is no room', 'https://meet.example.org/api', null],
    ['a link below a room', 'https://meet.example.org/standup/notes', null],
    ['a link with a broken escape', 'https://meet.example.org/%E0%A4%A', null],
    ['the front page', 'https://meet.example.org/', null],
    ['a link that runs a script', 'javascript://meet.example.org/standup', null],
    ['a sentence without a link', 'see you at ten', null],
    ['nothing', '', null],
  ])('%s', (_title, text, room) => {
    expect(roomIn(text, HOST)).toBe(room);
  });
});
