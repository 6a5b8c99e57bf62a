import { isIP } from 'node:net';
import { isBlockedPort } from './blocked-ports.ts';

/**
 * URLs of STUN and TURN servers as browsers take them: RFC 7064, RFC 7065. A browser throws on one that it cannot read,
 * and then no call at all can be made: so they are read here first.
 */

const HOST_NAME = /^(?!-)[a-z\d-]{1,63}(?<!-)(?:\.(?!-)[a-z\d-]{1,63}(?<!-))*\.?$/i;

/** A name whose last part is a number is meant to be an address: https://url.spec.whatwg.org/#ends-in-a-number-checker */
const LOOKS_LIKE_IPV4 = /(?:^|\.)\d+\.?$/;

function isHost(host: string): boolean {
  const [, ipv6] = /^\[(.*)\]$/.exec(host) ?? [];
  if (ipv6 !== undefined) return isIP(ipv6) === 6;
  return isIP(host) === 4 || (HOST_NAME.test(host) && host.length <= 253 && !LOOKS_LIKE_IPV4.test(host));
}

function isPort(port: string): boolean {
  return /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
}

/** What is wrong with the part after `?`, or null. */
function queryMistake(scheme: string, query: string): string | null {
  if (!scheme.startsWith('turn')) return 'may have nothing after a "?"';
  if (!/^transport=(?:udp|tcp)$/.test(query)) return 'may end with ?transport=udp or ?transport=tcp only';
  // TURN over DTLS is in the RFC, and in no browser.
  return scheme === 'turns' && query === 'transport=udp' ? 'cannot use UDP: browsers speak TLS over TCP' : null;
}

/**
 * Says what is wrong with the URL of an ICE server, or null.
 * @param schemes of which the URL is to have one: `['stun', 'stuns']`
 */
export function iceUrlMistake(url: string, schemes: readonly string[]): string | null {
  // May hold a password: not to be repeated in a log.
  if (url.includes('@')) return 'must hold no login: that goes into TURN_USERNAME and TURN_PASSWORD';
  const quoted = JSON.stringify(url);
  const [, scheme = '', host = '', port, query] =
    /^([a-z]+):(\[[^\]]*\]|[^:?]*)(?::([^?]*))?(?:\?(.*))?$/i.exec(url) ?? [];
  const prefixes = schemes.map((name) => `${name}:`).join(' or ');
  if (!schemes.includes(scheme)) return `${quoted} does not begin with ${prefixes}`;
  if (!isHost(host)) return `${quoted} names no valid host after ${scheme}: (a name or an address, without //)`;
  if (port !== undefined && !isPort(port)) return `${quoted} has no valid port (1 to 65535)`;
  if (port !== undefined && isBlockedPort(Number(port))) return `${quoted} has a port that browsers refuse`;
  const mistake = query === undefined ? null : queryMistake(scheme, query);
  return mistake === null ? null : `${quoted} ${mistake}`;
}
