type Texts = Record<string, unknown>;

/** The texts of a catalogue that have these keys (`lobby.title`), nested as they were. */
export function textsWithKeys(catalogue: Texts, keys: readonly string[]): Texts {
  const wanted = new Set(keys);
  function pick(texts: Texts, prefix: string): Texts {
    const picked = Object.entries(texts).map(([key, value]): [string, unknown] => {
      if (typeof value === 'object' && value !== null) return [key, pick(value as Texts, `${prefix}${key}.`)];
      return [key, wanted.has(prefix + key) ? value : undefined];
    });
    return Object.fromEntries(picked.filter(([, value]) => value !== undefined && !isEmpty(value)));
  }
  return pick(catalogue, '');
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
