import * as v from 'valibot';

/** How a relay (TURN) is reached. */
export const RELAY_WAYS = ['udp', 'tcp', 'tls'] as const;
export type RelayWay = (typeof RELAY_WAYS)[number];

/** What one side of a link has to connect with: kinds only, no address of anybody. */
export const iceFactsSchema = v.object({
  /** The kinds of ICE servers that it was given. */
  servers: v.pipe(v.array(v.picklist(['stun', ...RELAY_WAYS])), v.maxLength(4)),
  /** The kinds of candidates that it found. */
  found: v.pipe(v.array(v.picklist(['host', 'srflx', 'relay'])), v.maxLength(3)),
  /** A relay said no to its credentials. */
  isRefused: v.boolean(),
  /** It shows nobody its addresses, and so uses relays only. */
  isRelayOnly: v.boolean(),
});

export type IceFacts = v.InferOutput<typeof iceFactsSchema>;
