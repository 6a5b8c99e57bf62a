/** https://wicg.github.io/netinfo/, which Safari and Firefox do not have; `type` is told on Android and ChromeOS only. */
interface NavigatorWithConnection {
  readonly connection?: EventTarget & { readonly type?: string };
}

export interface NetworkSources {
  /** Says `online`. */
  readonly page: EventTarget;
  readonly connection: NavigatorWithConnection['connection'];
  /** This device's addresses, as the browser lets a page know them. Rejects when they cannot be had. */
  readonly readAddresses: () => Promise<readonly string[]>;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
}

/** When the addresses to compare with are read: not while a call comes about. */
const FIRST_LOOK_MS = 5000;

/** Chromium notices a new address only every two seconds: https://crsrc.org/c/third_party/webrtc/rtc_base/network.cc */
const SECOND_LOOK_MS = 2500;

/** Without a permission for devices a page is told a name instead of each address. */
const isHidden = (address: string): boolean => address.endsWith('.local');

/** Names and addresses cannot be compared: then only the permission has changed. */
function areOthers(before: readonly string[], after: readonly string[]): boolean {
  if (before.some(isHidden) !== after.some(isHidden)) return false;
  return before.length !== after.length || before.some((address) => !after.includes(address));
}

/**
 * Calls back when the network has become another one (C16): back online, another type, or other local addresses. Chromium
 * says `change` whenever its estimate of round trip or speed moves by a tenth, so that event is only a reason to look.
 */
export function watchNetwork(
  { page, connection, readAddresses, schedule }: NetworkSources,
  listener: () => void,
): void {
  page.addEventListener('online', listener);
  if (!connection) return;
  let type = connection.type;
  let known: readonly string[] = [];
  let cancelLook = (): void => undefined;

  async function look(): Promise<void> {
    const found = await readAddresses().catch(() => []);
    // Offline there are none; what comes after that says `online`.
    if (found.length === 0) return;
    const isChange = known.length > 0 && areOthers(known, found);
    known = found;
    if (isChange) listener();
  }

  schedule(() => void look(), FIRST_LOOK_MS);
  connection.addEventListener('change', () => {
    if (connection.type !== type) listener();
    type = connection.type;
    void look();
    cancelLook();
    cancelLook = schedule(() => void look(), SECOND_LOOK_MS);
  });
}

export const connectionOfBrowser = (): NetworkSources['connection'] =>
  (navigator as NavigatorWithConnection).connection;
