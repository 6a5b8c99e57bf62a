import type { RelayWay } from '../../../shared/ice-facts.ts';

export type IceServerKind = 'stun' | RelayWay;

/** An ICE server with a list of URLs, as it stands in the page. */
export interface IceServerUrls {
  readonly urls: readonly string[];
  readonly username?: string | undefined;
  readonly credential?: string | undefined;
}

/** Null for what is no URL of an ICE server. https://www.rfc-editor.org/rfc/rfc7065#section-3.1 */
export function kindOf(url: string): IceServerKind | null {
  const [scheme] = /^[a-z]+(?=:)/i.exec(url) ?? [];
  switch (scheme?.toLowerCase()) {
    case 'stun':
    case 'stuns':
      return 'stun';
    case 'turns':
      return 'tls';
    case 'turn':
      return /[?&]transport=tcp\b/i.test(url) ? 'tcp' : 'udp';
    default:
      return null;
  }
}

/** The servers reduced to their URLs of one kind; those without any are left out. */
export const serversOf = (servers: readonly IceServerUrls[], kind: IceServerKind): readonly IceServerUrls[] =>
  servers
    .map((server) => ({ ...server, urls: server.urls.filter((url) => kindOf(url) === kind) }))
    .filter(({ urls }) => urls.length > 0);
