import * as v from 'valibot';

/** An ICE server as RTCPeerConnection takes it. */
const iceServerSchema = v.object({
  urls: v.array(v.string()),
  username: v.exactOptional(v.string()),
  credential: v.exactOptional(v.string()),
});

/** What a page needs to know of ICE. */
export const iceSchema = v.object({
  servers: v.array(iceServerSchema),
  /** `relay`: all media goes over TURN, so that nobody learns another's address. */
  transportPolicy: v.picklist(['all', 'relay']),
  /**
   * How long the credentials among the servers are good, in milliseconds from now: the clock of a page may be wrong.
   * Null for ever; 0 when something is missing that the server could not get hold of yet, or gives to members only.
   */
  expiresInMs: v.nullable(v.pipe(v.number(), v.minValue(0))),
});

export type Ice = v.InferOutput<typeof iceSchema>;
