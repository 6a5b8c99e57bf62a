import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Locale } from '../../shared/locales.ts';
import type { ToPath } from './paths.ts';

const pathSchema = v.custom<`/${string}`>((path) => typeof path === 'string' && path.startsWith('/'));

/** The script of a page, and what it imports. */
const scriptSchema = v.object({ script: pathSchema, preload: v.array(pathSchema) });

const styledSchema = v.object({ ...scriptSchema.entries, style: pathSchema });

/** What `npm run build` wrote: the hashed paths that the pages refer to. */
const manifestSchema = v.object({
  room: scriptSchema,
  roomTexts: v.array(v.string()),
  doctor: styledSchema,
  publicRooms: styledSchema,
  admin: styledSchema,
  style: pathSchema,
  locales: v.object({ en: pathSchema, ko: pathSchema } satisfies Record<Locale, unknown>),
});

export interface PageAssets {
  readonly script: string;
  readonly preload: readonly string[];
  /** What it needs besides `Assets.style`. */
  readonly styles: readonly string[];
}

export interface Assets {
  readonly room: PageAssets;
  /** The keys of the texts that a room's page brings; all others come when a part that shows them is loaded. */
  readonly roomTexts: readonly string[];
  readonly doctor: PageAssets;
  readonly publicRooms: PageAssets;
  readonly admin: PageAssets;
  readonly style: string;
  readonly locales: Readonly<Record<Locale, string>>;
}

/** The paths as a browser asks for them. */
export function readAssets(manifestFile: string, toPath: ToPath): Assets {
  const { room, roomTexts, doctor, publicRooms, admin, style, locales } = v.parse(
    manifestSchema,
    JSON.parse(readFileSync(manifestFile, 'utf8')),
  );
  const underBase = (
    { script, preload }: v.InferOutput<typeof scriptSchema>,
    styles: readonly `/${string}`[],
  ): PageAssets => ({ script: toPath(script), preload: preload.map(toPath), styles: styles.map(toPath) });
  return {
    room: underBase(room, []),
    roomTexts,
    doctor: underBase(doctor, [doctor.style]),
    publicRooms: underBase(publicRooms, [publicRooms.style]),
    admin: underBase(admin, [admin.style]),
    style: toPath(style),
    locales: { en: toPath(locales.en), ko: toPath(locales.ko) },
  };
}
