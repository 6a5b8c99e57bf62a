import type { PeerMessage } from '../../../src/shared/peer-message.ts';

/** Messages as PeerJS sends them, with contents that only have the right shape. */

type Offer = Extract<PeerMessage, { type: 'OFFER' }>;
type Candidate = Extract<PeerMessage, { type: 'CANDIDATE' }>;

export const offerTo = (dst: string, sdp = 'v=0'): Offer => ({
  type: 'OFFER',
  dst,
  payload: { type: 'media', connectionId: 'mc_1', sdp: { type: 'offer', sdp } },
});

export const candidateTo = (dst: string, connectionId = 'mc_1'): Candidate => ({
  type: 'CANDIDATE',
  dst,
  payload: {
    type: 'media',
    connectionId,
    candidate: { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null },
  },
});
