import * as v from 'valibot';
import { callIdSchema, candidateSchema, participantIdSchema, sdpSchema } from './validate.ts';

/**
 * What PeerJS clients send each other through PeerServer (rule P8). Objects keep only the fields named here: what goes on
 * to another page is what these schemas made, never what a client sent.
 */

/** Never the id of a call, for which it stands where a fresh call is asked for. */
export const shareIdSchema = v.pipe(v.string(), v.regex(/^screen_[\w-]{1,60}$/));

/** What a caller tells the called of a call with a screen. */
export const screenMetadataSchema = v.object({ kind: v.literal('screen'), share: shareIdSchema });

export type ScreenMetadata = v.InferOutput<typeof screenMetadataSchema>;

/** PeerJS's data connections make an RTCPeerConnection before a page hears of them. Ours are in the media call. */
const ofMediaCall = { type: v.literal('media'), connectionId: callIdSchema };

const offerSchema = v.object({
  type: v.literal('OFFER'),
  dst: participantIdSchema,
  payload: v.object({
    ...ofMediaCall,
    sdp: v.object({ type: v.literal('offer'), sdp: sdpSchema }),
    metadata: v.exactOptional(screenMetadataSchema),
  }),
});

const answerSchema = v.object({
  type: v.literal('ANSWER'),
  dst: participantIdSchema,
  payload: v.object({ ...ofMediaCall, sdp: v.object({ type: v.literal('answer'), sdp: sdpSchema }) }),
});

const peerCandidateSchema = v.object({
  type: v.literal('CANDIDATE'),
  dst: participantIdSchema,
  payload: v.object({ ...ofMediaCall, candidate: candidateSchema }),
});

/** What one client has for another. */
export type PeerMessage = v.InferOutput<typeof offerSchema | typeof answerSchema | typeof peerCandidateSchema>;

export const peerMessageSchema = v.variant('type', [
  v.object({ type: v.literal('HEARTBEAT') }),
  offerSchema,
  answerSchema,
  peerCandidateSchema,
]);

/** Largest message of a PeerJS client, in bytes: an SDP of the longest kind, and every character of it escaped. */
export const MAX_PEER_MESSAGE_BYTES = 40 * 1024;

/** The deepest of these messages has 3 levels of objects; fields that are dropped may have some more. */
export const MAX_PEER_MESSAGE_DEPTH = 6;
