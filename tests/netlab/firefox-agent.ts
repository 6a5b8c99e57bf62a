import { connect, type AddressInfo, type Server } from 'node:net';
import { firefox } from '@playwright/test';
import { FIREFOX_OPTIONS } from '../support/browser/browsers.ts';

/**
 * Runs inside a host's namespace, with a program that starts Firefox as its argument. Playwright steers Firefox over
 * TCP, which ends where the namespace does. But a listening socket stays in the namespace in which it was opened, even
 * in the hands of a process in another: so the test opens a door on its side and hands it over, and whoever comes
 * through it is led to a Playwright server in here.
 */

/** Plain http at an address is not a secure origin, and Firefox has no list of exceptions. */
const ALLOW_INSECURE = { 'media.devices.insecure.enabled': true, 'media.getusermedia.insecure.enabled': true };

async function openFirefox(door: Server): Promise<void> {
  const server = await firefox.launchServer({
    ...FIREFOX_OPTIONS,
    executablePath: process.argv[2] ?? FIREFOX_OPTIONS.executablePath,
    firefoxUserPrefs: { ...FIREFOX_OPTIONS.firefoxUserPrefs, ...ALLOW_INSECURE },
    host: '127.0.0.1',
  });
  const { port, pathname } = new URL(server.wsEndpoint());
  door.on('connection', (guest) => {
    const inside = connect(Number(port), '127.0.0.1');
    guest.pipe(inside).pipe(guest);
    guest.on('error', () => inside.destroy());
    inside.on('error', () => guest.destroy());
  });
  process.send?.(`ws://127.0.0.1:${(door.address() as AddressInfo).port}${pathname}`);
}

process.once('message', (_greeting, door: Server) => void openFirefox(door));
// The test is gone, and nobody else closes the browser.
process.once('disconnect', () => process.exit());
