import * as v from 'valibot';
import { hostKeySchema, shownPasscodeSchema } from '../../shared/room-settings.ts';
import { NO_KEYS, type DoorKeys } from '../call/ports/room-link.ts';
import { createStored } from './storage.ts';

/**
 * Host keys and passcodes of rooms. They come in the fragment of a link, `#host=…&pass=…`, which browsers send to no
 * server. A tab keeps them over a reload, and a browser keeps the keys that its person asked to keep.
 */

const keysSchema = v.object({ hostKey: v.nullable(hostKeySchema), passcode: v.nullable(shownPasscodeSchema) });

const ofTab = (roomId: string) =>
  createStored({ storage: 'sessionStorage', key: `madang:keys:${roomId}`, schema: keysSchema }, NO_KEYS);

/** Rooms of this browser, the newest last. */
const ofBrowser = createStored(
  {
    storage: 'localStorage',
    key: 'madang:host-keys',
    schema: v.array(v.object({ roomId: v.string(), hostKey: hostKeySchema })),
  },
  [],
);

const MAX_KEPT = 50;

const keptFor = (roomId: string): string | null =>
  ofBrowser.read().find((kept) => kept.roomId === roomId)?.hostKey ?? null;

function keepFor(roomId: string, hostKey: string | null): void {
  const others = ofBrowser.read().filter((kept) => kept.roomId !== roomId);
  ofBrowser.write([...others, ...(hostKey === null ? [] : [{ roomId, hostKey }])].slice(-MAX_KEPT));
}

/** What of a fragment is a key, and what is left of it without them. */
export function readFragment(fragment: string): { readonly keys: Partial<DoorKeys>; readonly rest: string } {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const [hostKey, passcode] = [parts.get('host'), parts.get('pass')];
  const isKey = hostKey !== null && v.is(hostKeySchema, hostKey);
  const isPasscode = passcode !== null && passcode !== '' && v.is(shownPasscodeSchema, passcode);
  if (hostKey === null && passcode === null) return { keys: {}, rest: fragment };
  parts.delete('host');
  parts.delete('pass');
  const rest = parts.toString();
  return { keys: { ...(isKey && { hostKey }), ...(isPasscode && { passcode }) }, rest: rest === '' ? '' : `#${rest}` };
}

/** Takes the keys out of the page's address, where they could be read over a shoulder or copied by mistake. */
export function takeKeys(roomId: string): DoorKeys {
  const { keys: given, rest } = readFragment(location.hash);
  if (rest !== location.hash) history.replaceState(history.state, '', location.pathname + location.search + rest);
  const known = ofTab(roomId).read();
  const keys: DoorKeys = { ...known, hostKey: known.hostKey ?? keptFor(roomId), ...given };
  if (Object.keys(given).length > 0) ofTab(roomId).write(keys);
  return keys;
}

/** @param before what the tab knew until now: a key that is new was kept, and one that is gone was of no use */
export function rememberKeys(roomId: string, keys: DoorKeys, before: DoorKeys): void {
  ofTab(roomId).write(keys);
  if (keys.hostKey !== before.hostKey) keepFor(roomId, keys.hostKey);
}
