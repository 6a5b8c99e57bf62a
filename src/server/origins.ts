import * as v from 'valibot';

/** Environment variables that name origins. */

const originMessage = 'must be like https://rooms.example, without a path';

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && text === origin;
}

/** As people type one: with or without a slash at the end. */
const toOrigin = (text: string): string => text.trim().replace(/\/$/, '').toLowerCase();

export const origin = v.pipe(v.string(), v.transform(toOrigin), v.check(isOrigin, originMessage));

export const originList = v.pipe(
  v.string(),
  v.transform((list) => list.split(',').map(toOrigin)),
  v.array(v.pipe(v.string(), v.check(isOrigin, originMessage))),
);
