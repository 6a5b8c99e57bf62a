import { NAT_TYPES, type NatType } from '../../tests/netlab/network/router-rules.ts';

export type BrowserName = 'Chromium' | 'Firefox';

/** Somebody who waits in the room, behind `host`, and somebody who opens the link, behind `guest`. */
export interface Pairing {
  readonly host: NatType;
  readonly guest: NatType;
  /** Of the guest; hosts have Chromium. */
  readonly browser: BrowserName;
}

/** Every type of NAT with each other and with itself in Chromium, and each with a guest in Firefox behind the same. */
export const PAIRINGS: readonly Pairing[] = [
  ...NAT_TYPES.flatMap((host, index) =>
    NAT_TYPES.slice(index).map((guest): Pairing => ({ host, guest, browser: 'Chromium' })),
  ),
  ...NAT_TYPES.map((nat): Pairing => ({ host: nat, guest: nat, browser: 'Firefox' })),
];
