import { describe, expect, test } from '@jest/globals';
import { iceUrlMistake } from '../../../../src/server/ice/ice-url.ts';

const STUN = ['stun', 'stuns'];
const TURN = ['turn', 'turns'];

describe('the URL of an ICE server', () => {
  test.each([
    ['stun:stun.example', STUN],
    ['stun:203.0.113.1:3478', STUN],
    ['stuns:stun.example:5349', STUN],
    ['turn:turn.example:3478?transport=udp', TURN],
    ['turn:turn.example?transport=tcp', TURN],
    ['turn:[2001:db8::1]:3478', TURN],
    ['turn:localhost', TURN],
    ['turns:turn.example:443?transport=tcp', TURN],
    ['turns:turn.example', TURN],
  ])('%s is right', (url, schemes) => {
    expect(iceUrlMistake(url, schemes)).toBeNull();
  });

  test.each([
    ['http://stun.example', STUN, 'does not begin with stun: or stuns:'],
    ['turn:turn.example', STUN, 'does not begin with stun: or stuns:'],
    ['turn.example:3478', TURN, 'does not begin with turn: or turns:'],
    ['turn://turn.example', TURN, 'names no valid host'],
    ['turn:', TURN, 'names no valid host'],
    ['turn::3478', TURN, 'names no valid host'],
    ['turn:turn example', TURN, 'names no valid host'],
    ['turn:-turn.example', TURN, 'names no valid host'],
    ['turn:turn..example', TURN, 'names no valid host'],
    ['turn:300.1.2.3', TURN, 'names no valid host'],
    ['turn:[2001:db8::zz]', TURN, 'names no valid host'],
    ['turn:turn.example:', TURN, 'has no valid port'],
    ['turn:turn.example:0', TURN, 'has no valid port'],
    ['turn:turn.example:65536', TURN, 'has no valid port'],
    ['turn:turn.example:53', TURN, 'has a port that browsers refuse'],
    ['turn:turn.example:3478/udp', TURN, 'has no valid port'],
    ['turn:turn.example?transport=sctp', TURN, 'may end with ?transport=udp or ?transport=tcp only'],
    ['turn:turn.example?', TURN, 'may end with ?transport=udp or ?transport=tcp only'],
    ['turns:turn.example?transport=udp', TURN, 'cannot use UDP'],
    ['stun:stun.example?transport=udp', STUN, 'may have nothing after a "?"'],
  ])('%s is a mistake that is told', (url, schemes, mistake) => {
    expect(iceUrlMistake(url, schemes)).toContain(`${JSON.stringify(url)} ${mistake}`);
  });

  test('with a login in it is a mistake, and the login is not repeated', () => {
    expect(iceUrlMistake('turn:guest:hunter2@turn.example', TURN)).toMatch(/^(?!.*hunter2).*TURN_PASSWORD/);
  });
});
