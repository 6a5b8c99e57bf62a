import type { TileId } from '../../call/room/tiles.ts';

/** Who has had the floor. It changes as rarely as it can, so that pictures stay in their places. Pure. */

const has = (ids: readonly TileId[], id: TileId): boolean => ids.includes(id);

/** Those who are there, those who spoke last first; who has not spoken yet comes last. */
export function rememberSpeakers(
  recent: readonly TileId[],
  speakers: ReadonlySet<TileId>,
  present: readonly TileId[],
): readonly TileId[] {
  const isNew = (id: TileId): boolean => speakers.has(id) && !has(recent, id);
  const known = [...recent, ...present.filter(isNew)].filter((id) => has(present, id));
  return [...known.filter((id) => speakers.has(id)), ...known.filter((id) => !speakers.has(id))];
}

/** Who is shown large: the same participant as before, until they are silent and somebody else speaks. */
export function nextFeatured(
  current: TileId | null,
  speakers: ReadonlySet<TileId>,
  others: readonly TileId[],
): TileId | null {
  const isThere = current !== null && has(others, current);
  if (isThere && speakers.has(current)) return current;
  return others.find((id) => speakers.has(id)) ?? (isThere ? current : (others[0] ?? null));
}

/** Who is there keeps their place, who is new comes last. */
export const keepOrder = (order: readonly TileId[], present: readonly TileId[]): readonly TileId[] => [
  ...order.filter((id) => has(present, id)),
  ...present.filter((id) => !has(order, id)),
];

export interface Floor {
  readonly selfId: TileId;
  readonly firstPage: readonly TileId[];
  readonly laterPages: readonly TileId[];
  /** Who spoke last first: `rememberSpeakers`. */
  readonly recent: readonly TileId[];
  readonly speakers: ReadonlySet<TileId>;
}

/** A speaker on a later page trades places with the participant on the first page who has been silent longest. */
export function bringForward(
  order: readonly TileId[],
  { selfId, firstPage, laterPages, recent, speakers }: Floor,
): readonly TileId[] {
  const silenceOf = (id: TileId): number => (has(recent, id) ? recent.indexOf(id) : recent.length);
  const giving = firstPage
    .filter((id) => id !== selfId && !speakers.has(id))
    .sort((a, b) => silenceOf(b) - silenceOf(a));
  const coming = laterPages.filter((id) => speakers.has(id)).slice(0, giving.length);
  const trades = new Map(
    coming.flatMap((id, index) => {
      const other = giving[index] ?? id;
      return [[id, other] as const, [other, id] as const];
    }),
  );
  return order.map((id) => trades.get(id) ?? id);
}
