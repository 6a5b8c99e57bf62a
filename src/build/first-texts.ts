/** A key of a text, as a literal. A key that is built ends where the built part begins: `notice.${type}`. */
const WHOLE_KEY = /(?<=["'`])[\w:-]+(?:\.[\w:-]+)*(?=["'`])/g;
const KEY_PREFIX = /(?<=`)(?:[\w:-]+\.)+(?=\$\{)/g;

const PLURAL = /_(?:zero|one|two|few|many|other)$/;

/** A catalogue: parts of a key are nested. */
export type Texts = { readonly [key: string]: string | Texts };

const keysOf = (texts: Texts, prefix = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );

/** The keys of those texts that these scripts may show. The test "every key is used" has the same rule. */
export function keysUsedBy(scripts: readonly string[], texts: Texts): readonly string[] {
  const literals = new Set(scripts.flatMap((script) => script.match(WHOLE_KEY) ?? []));
  const prefixes = [...new Set(scripts.flatMap((script) => script.match(KEY_PREFIX) ?? []))];
  return keysOf(texts).filter((key) => {
    const withoutPlural = key.replace(PLURAL, '');
    return literals.has(withoutPlural) || prefixes.some((prefix) => key.startsWith(prefix));
  });
}
