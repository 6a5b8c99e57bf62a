/** https://wicg.github.io/netinfo/, which Safari and Firefox do not have. */
interface NavigatorWithConnection {
  readonly connection?: EventTarget;
}

/** Calls back when the network may have become another one: back online, from Wi-Fi to mobile. */
export function onNetworkChange(listener: () => void): void {
  addEventListener('online', listener);
  (navigator as NavigatorWithConnection).connection?.addEventListener('change', listener);
}
