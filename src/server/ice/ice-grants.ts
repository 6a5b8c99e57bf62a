import type { Ice } from '../../shared/ice.ts';
import type { ParticipantId } from '../../shared/protocol.ts';
import type { IceConfig } from './ice-config.ts';
import type { IceGrant, IceProvider } from './ice-provider.ts';
import { stunServers } from './ice-provider.ts';
import { createPromptProvider } from './prompt-provider.ts';

/** Who gets which ICE servers, and for how long (rule I6). Nothing here rejects, and nothing is late. */
export interface IceGrants {
  /** For a page that is opened: good for the lobby, the doctor and the first offers. */
  forPage(id: ParticipantId): Promise<Ice>;
  /** For somebody who is in the room and asks again. */
  forMember(id: ParticipantId): Promise<Ice>;
  /** What the answer to a join brings; null when there is nothing better than the page has. It waits for nobody. */
  forJoin(id: ParticipantId): Promise<Ice | null>;
  /** For somebody who asks again and is not in the room: what is no secret. */
  forOutsider(id: ParticipantId): Promise<Ice>;
}

/** How long a page may be held up for the sake of its TURN credentials: less than anybody notices. */
const PAGE_PATIENCE_MS = 300;

export function createIceGrants({
  provider,
  config,
  now,
}: {
  provider: IceProvider;
  config: IceConfig;
  now: () => number;
}): IceGrants {
  const stun = stunServers(config.stunUrls);
  const patient = createPromptProvider(provider, stun, PAGE_PATIENCE_MS);
  // What is there already comes before a timer of no time.
  const hasty = createPromptProvider(provider, stun, 0);

  const toIce = ({ servers, expiresAt }: IceGrant): Ice => ({
    servers: servers.map((server) => ({ ...server, urls: [...server.urls] })),
    transportPolicy: config.policy,
    expiresInMs: expiresAt === null ? null : Math.max(0, expiresAt - now()),
  });

  const doCredentialsEnd = config.turn.type === 'shared-secret' || config.turn.type === 'cloudflare';
  const forPage = async (id: ParticipantId): Promise<Ice> => toIce(await patient(id, now(), 'page'));

  return {
    forPage,
    forMember: async (id) => toIce(await patient(id, now(), 'member')),
    async forJoin(id) {
      if (!doCredentialsEnd) return null;
      const ice = toIce(await hasty(id, now(), 'member'));
      return ice.expiresInMs === 0 ? null : ice;
    },
    forOutsider: (id) => (doCredentialsEnd ? Promise.resolve(toIce({ servers: stun, expiresAt: now() })) : forPage(id)),
  };
}
