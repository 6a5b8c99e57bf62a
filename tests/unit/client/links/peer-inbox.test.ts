import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Peer } from 'peerjs';
import { guardInbox } from '../../../../src/client/links/peer-inbox.ts';

/** As much of PeerJS as the inbox sees: its socket, and the calls that it knows. */
class FakePeer {
  readonly socket = new EventEmitter();
  readonly handled: unknown[] = [];
  readonly calls = new Map<string, { peerConnection: object | undefined }>();

  constructor() {
    this.socket.on('message', (message) => this.handled.push(message));
  }

  getConnection(from: string, callId: string) {
    return this.calls.get(`${from}/${callId}`) ?? null;
  }
}

const message = (type: string, payload?: object) => ({ type, src: 'bob', ...(payload && { payload }) });

describe('the inbox', () => {
  let peer: FakePeer;
  beforeEach(() => {
    peer = new FakePeer();
    guardInbox(peer as unknown as Peer);
  });
  const receive = (...messages: object[]): void => messages.forEach((each) => peer.socket.emit('message', each));

  test('P13: drops data offers, and offers for a call that there is', () => {
    peer.calls.set('bob/mc_1', { peerConnection: {} });
    const offer = message('OFFER', { type: 'media', connectionId: 'mc_2' });
    receive(
      message('OFFER', { type: 'data', connectionId: 'dc_1', serialization: 'binary' }),
      message('OFFER', { type: 'media', connectionId: 'mc_1' }),
      message('OFFER'),
      offer,
    );

    expect(peer.handled).toEqual([offer]);
  });

  test('P14: drops candidates and answers of unknown calls, and of somebody else', () => {
    peer.calls.set('alice/mc_1', { peerConnection: {} });
    receive(message('CANDIDATE', { connectionId: 'mc_1' }), message('ANSWER', { connectionId: 'mc_1' }));
    receive(message('CANDIDATE'), message('ANSWER'));

    expect(peer.handled).toEqual([]);
  });

  test('P14: leaves few candidates to a call that is not answered yet, and all to one that is', () => {
    const call = { peerConnection: undefined as object | undefined };
    peer.calls.set('bob/mc_1', call);
    const candidate = message('CANDIDATE', { connectionId: 'mc_1' });
    receive(...Array.from({ length: 100 }, () => candidate), message('ANSWER', { connectionId: 'mc_1' }));
    expect(peer.handled).toHaveLength(64);

    call.peerConnection = {};
    receive(...Array.from({ length: 100 }, () => candidate), message('ANSWER', { connectionId: 'mc_1' }));
    expect(peer.handled).toHaveLength(165);
  });

  test('C4: the server cannot hang up calls, and is heard in everything else', () => {
    receive(message('LEAVE'), message('EXPIRE'), { type: 'OPEN' });
    expect(peer.handled).toEqual([message('EXPIRE'), { type: 'OPEN' }]);
  });
});
