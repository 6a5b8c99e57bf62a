/**
 * Something that leaves a mark on the screen. The excluded ones are letters or symbols by category only: fillers for
 * Hangul that is not there (U+115F, U+1160, U+3164, U+FFA0), a Braille cell without dots and a note without a head.
 */
const VISIBLE = /(?![\u115f\u1160\u3164\uffa0\u2800\u{1d159}])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Halves of characters, which nothing can show and some functions of browsers refuse. */
const LONE_SURROGATES = /\p{Cs}/gu;

export const isVisible = (text: string): boolean => VISIBLE.test(text);

export const withoutLoneSurrogates = (text: string): string => text.replace(LONE_SURROGATES, '');
