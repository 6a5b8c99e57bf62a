import type { IncomingHttpHeaders } from 'node:http';

export interface OwnOrigins {
  /** Where people reach the service, such as `https://rooms.example`. */
  readonly publicUrl: string | null;
  readonly allowedOrigins: readonly string[];
  /** Whether a proxy in front is believed, and so the host that it says it was asked for. */
  readonly isProxyTrusted: boolean;
}

export type IsOwnOrigin = (headers: IncomingHttpHeaders) => boolean;

/** `rooms.example:443` and `rooms.example` are the same host for a page on https. */
function isSameHost(origin: URL, host: string | undefined): boolean {
  const asUrl = `${origin.protocol}//${host ?? ''}`;
  return URL.canParse(asUrl) && new URL(asUrl).host === origin.host;
}

/**
 * Browsers name the page that opens a WebSocket, and let any page open one to anywhere
 * (https://www.rfc-editor.org/rfc/rfc6455#section-10.2): so the server says which pages are its own. The scheme is not
 * compared with the host's, because a proxy in front usually ends TLS. A missing Origin is accepted: browsers leave it
 * out where a page fetches from its own host, and programs that are no browser never send it.
 */
export function createIsOwnOrigin({ publicUrl, allowedOrigins, isProxyTrusted }: OwnOrigins): IsOwnOrigin {
  const own = new Set([...allowedOrigins, ...(publicUrl === null ? [] : [publicUrl])]);

  return (headers) => {
    const given = headers.origin;
    if (given === undefined) return true;
    if (!URL.canParse(given)) return false;
    const origin = new URL(given);
    if (origin.protocol !== 'http:' && origin.protocol !== 'https:') return false;
    if (own.has(origin.origin) || isSameHost(origin, headers.host)) return true;
    if (!isProxyTrusted) return false;
    const forwardedHosts = String(headers['x-forwarded-host'] ?? '').split(',');
    return isSameHost(origin, forwardedHosts.at(-1)?.trim());
  };
}
