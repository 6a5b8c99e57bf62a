import type { IncomingHttpHeaders } from 'node:http';

/** The hosts under which people reach this service, as links name them, in the light of one request. */
export type OwnHosts = (headers: IncomingHttpHeaders) => readonly string[];

/**
 * Behind a proxy that changes `Host`, links name another one than a request does: `PUBLIC_URL` says which, or else the
 * nearest proxy, where proxies are believed.
 */
export function createOwnHosts({
  publicUrl,
  isProxyTrusted,
}: {
  /** Such as `https://rooms.example`. */
  readonly publicUrl: string | null;
  readonly isProxyTrusted: boolean;
}): OwnHosts {
  return (headers) => {
    if (publicUrl !== null) return [new URL(publicUrl).host, ...(headers.host === undefined ? [] : [headers.host])];
    const forwarded = isProxyTrusted
      ? String(headers['x-forwarded-host'] ?? '')
          .split(',')
          .at(-1)
          ?.trim()
      : '';
    return [forwarded, headers.host].filter((host): host is string => host !== undefined && host !== '');
  };
}
