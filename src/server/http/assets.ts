import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Locale } from '../../shared/locales.ts';

/** The script of a page, and what it imports. */
const scriptSchema = v.object({ script: v.string(), preload: v.array(v.string()) });

/** What `npm run build` wrote: the hashed paths that the pages refer to. */
const manifestSchema = v.object({
  room: scriptSchema,
  doctor: scriptSchema,
  style: v.string(),
  locales: v.object({ en: v.string(), ko: v.string() } satisfies Record<Locale, unknown>),
});

export type Assets = v.InferOutput<typeof manifestSchema>;

export const readAssets = (manifestFile: string): Assets =>
  v.parse(manifestSchema, JSON.parse(readFileSync(manifestFile, 'utf8')));
