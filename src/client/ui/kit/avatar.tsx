/** Up to two initials: of first and last word, or one syllable of a name in a script without spaces. */
export function initialsOf(name: string): string {
  const words = name.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase() ?? '').join('');
}

/** How many colours kit.css has for avatars. */
const TINTS = 6;

const tintOf = (id: string): number =>
  Array.from(id).reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % TINTS;

export function Avatar({ id, name }: { id: string; name: string }) {
  return (
    <span class={`avatar avatar--${tintOf(id)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
