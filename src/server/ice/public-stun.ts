/**
 * The STUN servers that browsers ask when STUN_URLS is unset. Without one, two people in two homes cannot connect. The
 * operators are different, so that one may be down. A STUN server learns the address of who asks, and nothing else:
 * https://developers.cloudflare.com/realtime/turn/what-is-turn/#what-is-the-difference-between-turn-and-stun
 */
export const PUBLIC_STUN_URLS: readonly string[] = ['stun:stun.cloudflare.com:3478', 'stun:stun.l.google.com:19302'];
