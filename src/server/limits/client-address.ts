import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';

/**
 * What limits per address count by: an IPv4 address, or the /64 of an IPv6 address, because a household gets a whole /64
 * (https://www.rfc-editor.org/rfc/rfc6177). Null when the server cannot know the address.
 */
export type ClientAddress = string | null;

export type AddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => ClientAddress;

/** A request from the internet does not come from these: it came through a router or a proxy of the operator. */
const PRIVATE_RANGES: readonly string[] = ['private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'];

const PREFIX_BYTES_OF_IPV6 = 8;

/** Some proxies write `1.2.3.4:5678` or `[2001:db8::1]:5678`. */
const withoutPort = (text: string): string =>
  /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;

function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = withoutPort(text.trim());
  // Turns an IPv4 address in IPv6 form into the IPv4 address.
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}

function toKey(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  if (address.kind() === 'ipv4') return address.toString();
  return `${Buffer.from(address.toByteArray().slice(0, PREFIX_BYTES_OF_IPV6)).toString('hex')}/64`;
}

/**
 * @param trustProxy how many proxies in front to believe. Null when the operator did not say: an address that is private
 *   or was forwarded is then not the visitor's, and everybody behind that router would share one limit.
 * @param onUnknown called once, with the first request whose address is not known.
 */
export function createAddressOf({
  trustProxy,
  onUnknown,
}: {
  trustProxy: number | null;
  onUnknown: () => void;
}): AddressOf {
  let hasTold = false;

  return ({ headers, socket }) => {
    const peer = parse(socket.remoteAddress ?? '');
    const forwarded = headers['x-forwarded-for'];
    if (trustProxy === null) {
      if (peer && forwarded === undefined && !PRIVATE_RANGES.includes(peer.range())) return toKey(peer);
      if (!hasTold) onUnknown();
      hasTold = true;
      return null;
    }
    // Each proxy appends the address that it saw, so the nearest stands last.
    const seen = String(forwarded ?? '')
      .split(',')
      .map(parse)
      .reverse();
    const hops = [peer, ...seen].slice(0, trustProxy + 1);
    const firstUnreadable = hops.indexOf(null);
    const believed = firstUnreadable < 0 ? hops.at(-1) : hops[firstUnreadable - 1];
    return believed ? toKey(believed) : null;
  };
}
