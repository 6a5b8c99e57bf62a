/** PeerServer is where the page comes from. */
export function peerServerAddress(path: string): { host: string; port: number; path: string; secure: boolean } {
  const secure = location.protocol === 'https:';
  return { host: location.hostname, port: Number(location.port) || (secure ? 443 : 80), path, secure };
}
