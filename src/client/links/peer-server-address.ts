/** PeerServer is where the page comes from. */
export function peerServerAddress(): { host: string; port: number; secure: boolean } {
  const secure = location.protocol === 'https:';
  return { host: location.hostname, port: Number(location.port) || (secure ? 443 : 80), secure };
}
