/** Random numbers that are the same in every run. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** From 0 up to, not including, `below`. */
  integer(below: number): number;
  pick<T>(items: readonly T[]): T;
}

/** Mulberry32: small, and good enough to make nonsense with. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number): number => Math.floor(next() * below);
  return {
    next,
    integer,
    pick: <T>(items: readonly T[]) => items[integer(items.length)] as T,
  };
}

const KEYS = ['name', 'ticket', 'type', 'dst', 'payload', '__proto__', 'constructor', 'toJSON', 'id', ''];
const STRINGS = ['', 'x', '\u0000', '\ud800', '<script>', '../..', '0'.repeat(300), '😀'.repeat(60), 'true', 'NaN'];

/** Anything JSON can say, and what it cannot. */
export function randomValue(random: Random, depth = 0): unknown {
  switch (random.integer(depth > 4 ? 6 : 9)) {
    case 0:
      return null;
    case 1:
      return random.next() < 0.5;
    case 2:
      return random.pick([0, -1, 1e308, 2 ** 53, 0.1, NaN]);
    case 3:
    case 4:
      return random.pick(STRINGS);
    case 5:
      return depth === 0 ? undefined : 'leaf';
    case 6:
      return Array.from({ length: random.integer(5) }, () => randomValue(random, depth + 1));
    default:
      return Object.fromEntries(
        Array.from({ length: random.integer(4) }, () => [random.pick(KEYS), randomValue(random, depth + 1)]),
      );
  }
}
