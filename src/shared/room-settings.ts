import * as v from 'valibot';
import { tidyLine } from './participant-name.ts';

/** Schemas for what hosts set for a room (hosting.ts). */

export const MAX_TITLE_CODE_POINTS = 60;
export const MAX_TOPIC_CODE_POINTS = 140;

/** Far above what is kept. */
const MAX_RAW_LENGTH = 400;

/** Long enough that trying them all takes days at the rate at which a room lets passcodes be guessed (rule H9). */
export const MIN_PASSCODE_LENGTH = 4;
const MAX_PASSCODE_LENGTH = 64;

const lineSchema = (maxCodePoints: number) =>
  v.pipe(
    v.string(),
    v.maxLength(MAX_RAW_LENGTH),
    v.transform((text) => tidyLine(text, maxCodePoints)),
  );

/** ISO 639: https://www.rfc-editor.org/rfc/rfc5646#section-2.2.1 */
export const languageSchema = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/));

const listingSchema = v.object({
  title: v.pipe(lineSchema(MAX_TITLE_CODE_POINTS), v.minLength(1)),
  topic: lineSchema(MAX_TOPIC_CODE_POINTS),
  language: v.exactOptional(languageSchema),
});

const peopleSchema = v.picklist(['everyone', 'hosts']);

/** The server has a bound of its own. */
const capacitySchema = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(2), v.maxValue(1000)));

/** Typed on different keyboards, one passcode may come composed or decomposed, or with a space at its end. */
const tidyPasscode = (text: string): string => text.normalize('NFC').trim();

/** A passcode that is shown. */
export const shownPasscodeSchema = v.pipe(v.string(), v.maxLength(MAX_RAW_LENGTH), v.transform(tidyPasscode));

/** A passcode that is set. */
const newPasscodeSchema = v.pipe(
  shownPasscodeSchema,
  v.minLength(MIN_PASSCODE_LENGTH),
  v.maxLength(MAX_PASSCODE_LENGTH),
);

export const hostKeySchema = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));

export const settingsSchema = v.object({
  doorkeepers: peopleSchema,
  screens: peopleSchema,
  isMutedOnEntry: v.boolean(),
  capacity: capacitySchema,
  hasPasscode: v.boolean(),
  listing: v.nullable(listingSchema),
});

export const settingsChangeSchema = v.object({
  doorkeepers: v.exactOptional(peopleSchema),
  screens: v.exactOptional(peopleSchema),
  isMutedOnEntry: v.exactOptional(v.boolean()),
  capacity: v.exactOptional(capacitySchema),
  listing: v.exactOptional(v.nullable(listingSchema)),
  passcode: v.exactOptional(v.nullable(newPasscodeSchema)),
});
