import { refusalOf } from '../call/devices/refusal.ts';
import type { DeviceKind, DeviceProblem } from '../call/ports/local-media.ts';

/** What came of asking for devices: a track or the reason why not, for each kind that was asked for. */
export type Captured = Partial<Record<DeviceKind, MediaStreamTrack | DeviceProblem>>;

/** How to ask for one kind of device. */
export type Constraints = Readonly<Record<DeviceKind, MediaTrackConstraints>>;

const KEY_OF = { microphone: 'audio', camera: 'video' } as const satisfies Record<
  DeviceKind,
  keyof MediaStreamConstraints
>;

/** The names that getUserMedia fails with: https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
const PROBLEMS: Readonly<Record<string, DeviceProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

const problemOf = (error: unknown): DeviceProblem =>
  (error instanceof DOMException ? PROBLEMS[error.name] : undefined) ?? 'unknown';

const kindOf = (track: MediaStreamTrack): DeviceKind => (track.kind === 'audio' ? 'microphone' : 'camera');

async function request(kinds: readonly DeviceKind[], constraints: Constraints): Promise<Captured> {
  const stream = await navigator.mediaDevices.getUserMedia(
    Object.fromEntries(kinds.map((kind) => [KEY_OF[kind], constraints[kind]])),
  );
  return Object.fromEntries(stream.getTracks().map((track) => [kindOf(track), track]));
}

async function requestOne(kind: DeviceKind, constraints: Constraints): Promise<Captured> {
  try {
    return await request([kind], constraints);
  } catch (error) {
    return { [kind]: await reasonFor(kind, error) };
  }
}

/** What the person has allowed this site; null where the browser does not tell. */
async function permissionOf(kind: DeviceKind): Promise<PermissionState | null> {
  try {
    return (await navigator.permissions.query({ name: kind })).state;
  } catch {
    return null;
  }
}

/** Why one kind could not be had: who refused it, where it was refused. */
async function reasonFor(kind: DeviceKind, error: unknown): Promise<DeviceProblem> {
  const problem = problemOf(error);
  return problem === 'denied' && error instanceof Error ? refusalOf(error.message, await permissionOf(kind)) : problem;
}

/**
 * Which kinds are worth asking for one by one after asking for all of them failed. One missing or busy device must
 * not cost the other; but after a refusal only what was not refused, for asking again would show a second prompt.
 */
async function worthRetrying(kinds: readonly DeviceKind[], error: unknown): Promise<readonly DeviceKind[]> {
  if (problemOf(error) !== 'denied') return kinds;
  const permissions = await Promise.all(kinds.map(permissionOf));
  // Allowed, and refused by the system, which may mean one of them only. Nobody is asked again.
  if (permissions.every((permission) => permission === 'granted')) return kinds;
  const isPartial = permissions.includes('denied') && permissions.some((each) => each !== null && each !== 'denied');
  return isPartial ? kinds.filter((_kind, index) => ![null, 'denied'].includes(permissions[index] ?? null)) : [];
}

/**
 * Asks for devices with a single prompt; never throws.
 * @param isStillWanted whether it is worth to ask again for one kind alone, by the time all of them were refused
 */
export async function capture(
  kinds: readonly DeviceKind[],
  constraints: Constraints,
  isStillWanted: () => boolean = () => true,
): Promise<Captured> {
  const failed = (problems: readonly DeviceProblem[]): Captured =>
    Object.fromEntries(kinds.map((kind, index) => [kind, problems[index]]));
  // Missing on http:// pages other than localhost.
  if (!('mediaDevices' in navigator)) return failed(kinds.map(() => 'insecure'));
  try {
    return await request(kinds, constraints);
  } catch (error) {
    const retried: Captured = {};
    if (kinds.length > 1) {
      for (const kind of await worthRetrying(kinds, error)) {
        if (isStillWanted()) Object.assign(retried, await requestOne(kind, constraints));
      }
    }
    return { ...failed(await Promise.all(kinds.map((kind) => reasonFor(kind, error)))), ...retried };
  }
}
