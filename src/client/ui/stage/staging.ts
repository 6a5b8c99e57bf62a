import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Call } from '../../call/call.ts';
import type { Preferences } from '../../call/devices/preferences.ts';
import { tilesOf, type TileModel, type TileId } from '../../call/room/tiles.ts';
import { arrange, type Arrangement, type Layout } from './arrangement.ts';
import type { Size } from './grid.ts';
import { capacityOf, placeArrangement, type Corner, type StagePlaces } from './places.ts';
import type { SpeakingMonitor } from './speaking.ts';
import type { PictureFit } from '../tile/picture-fit.ts';
import { bringForward, keepOrder, nextFeatured, rememberSpeakers, type Floor } from './turns.ts';

/** What a browser remembers of how a person likes the stage. */
export interface StagingMemory {
  readonly layout: Layout;
  readonly corner: Corner;
}

/** The stage as this person sees it: what they chose, and what follows from it and from who speaks. */
export interface Staging {
  /** In an order that only grows: an element that is moved about in the page would start its video anew. */
  readonly tiles: ReadonlySignal<readonly TileModel[]>;
  readonly arrangement: ReadonlySignal<Arrangement>;
  readonly places: ReadonlySignal<StagePlaces>;
  /** Pinned by this person, for this person. */
  readonly pinned: ReadonlySignal<ReadonlySet<TileId>>;
  /** Who has the floor among the others; null when nobody else is there. */
  readonly featured: ReadonlySignal<TileId | null>;
  /** Automatic also while something is large although the grid was chosen, so that this can be chosen again. */
  readonly layout: ReadonlySignal<Layout>;
  readonly corner: ReadonlySignal<Corner>;
  /** Tiles for which this person chose how their picture lies in them. */
  readonly fits: ReadonlySignal<ReadonlyMap<TileId, PictureFit>>;
  chooseLayout(layout: Layout): void;
  togglePin(id: TileId): void;
  chooseFit(id: TileId, fit: PictureFit): void;
  moveTo(corner: Corner): void;
  turnTo(page: number): void;
  /** The stage says how large it is. */
  resize(area: Size): void;
}

/** Between tiles, in CSS pixels; room.css keeps the same distance around them. */
const GAP = 8;

export interface StagingOptions {
  readonly call: Pick<Call, 'state' | 'screens'>;
  readonly speaking: SpeakingMonitor;
  readonly memory: StagingMemory;
  readonly remember: (memory: StagingMemory) => void;
  readonly preferences: ReadonlySignal<Pick<Preferences, 'selfView'>>;
  /** About how large the stage will be: tiles that are first drawn elsewhere would ask the others for tiny pictures. */
  readonly firstArea: Size;
  /** Device pixels in a CSS pixel, as the window has them now. */
  readonly pixelRatio: () => number;
}

type List = readonly TileId[];

/** Without telling anybody when nothing has changed. */
function setList(list: Signal<List>, next: List): void {
  const before = list.peek();
  if (before.length !== next.length || before.some((id, index) => id !== next[index])) list.value = next;
}

export function createStaging(options: StagingOptions): Staging {
  const { call, speaking, memory, remember, preferences, firstArea, pixelRatio } = options;
  const layout = signal(memory.layout);
  const corner = signal(memory.corner);
  const pinned = signal<ReadonlySet<TileId>>(new Set());
  const fits = signal<ReadonlyMap<TileId, PictureFit>>(new Map());
  const equalised = signal<ReadonlySet<TileId>>(new Set());
  const page = signal(0);
  const area = signal(firstArea);
  const seen = signal<readonly TileId[]>([]);
  const order = signal<readonly TileId[]>([]);
  const featured = signal<TileId | null>(null);
  let recent: readonly TileId[] = [];

  const present = computed(
    () => new Map(tilesOf(call.state.value, call.screens.shown.value).map((tile) => [tile.id, tile])),
  );
  const inOrder = (ids: readonly TileId[]): TileModel[] =>
    ids.map((id) => present.value.get(id)).filter((tile) => tile !== undefined);

  const arrangement = computed(() =>
    arrange(inOrder(order.value), {
      layout: layout.value,
      pinned: pinned.value,
      featured: featured.value,
      equalised: equalised.value,
      selfView: preferences.value.selfView,
    }),
  );

  effect(() => {
    const ids = [...present.value.keys()];
    const speakers = speaking.speakers.value;
    const { selfId } = call.state.peek();
    const others = ids.filter((id) => id !== selfId && present.value.get(id)?.kind === 'camera');
    recent = rememberSpeakers(recent, speakers, ids);
    batch(() => {
      setList(seen, keepOrder(seen.peek(), ids));
      setList(order, keepOrder(order.peek(), ids));
      featured.value = nextFeatured(featured.peek(), speakers, others);
      const pages = pagesOf(arrangement.peek(), area.value);
      setList(order, bringForward(order.peek(), { ...pages, selfId, recent, speakers }));
    });
  });

  return {
    tiles: computed(() => inOrder(seen.value)),
    arrangement,
    places: computed(() =>
      placeArrangement(arrangement.value, {
        area: area.value,
        gap: GAP,
        page: page.value,
        corner: corner.value,
        pixelRatio: pixelRatio(),
        isScreen: (id) => present.value.get(id)?.kind === 'screen',
      }),
    ),
    pinned,
    featured,
    layout: computed(() => (layout.value === 'grid' && arrangement.value.type === 'stage' ? 'auto' : layout.value)),
    corner,
    fits,
    chooseFit: (id, fit) => void (fits.value = new Map([...fits.peek(), [id, fit]])),
    chooseLayout(next) {
      const screens = [...present.peek().values()].filter(({ kind }) => kind === 'screen');
      batch(() => {
        layout.value = next;
        equalised.value = new Set(next === 'grid' ? screens.map(({ id }) => id) : []);
        // What was pinned would hide what was chosen.
        pinned.value = new Set();
        page.value = 0;
      });
      remember({ layout: next, corner: corner.peek() });
    },
    togglePin(id) {
      const next = new Set(pinned.peek());
      if (!next.delete(id)) next.add(id);
      pinned.value = next;
    },
    moveTo(next) {
      corner.value = next;
      remember({ layout: layout.peek(), corner: next });
    },
    turnTo: (next) => void (page.value = Math.max(0, next)),
    resize(next) {
      const { width, height } = area.peek();
      if (next.width !== width || next.height !== height) area.value = next;
    },
  };
}

/** Who is on the first page and who is not, of those who are shown in pages. */
function pagesOf(arrangement: Arrangement, area: Size): Pick<Floor, 'firstPage' | 'laterPages'> {
  if (arrangement.type === 'pair') return { firstPage: [], laterPages: [] };
  const paged = arrangement.type === 'grid' ? arrangement.tiles : arrangement.strip;
  const capacity = capacityOf(arrangement, { area, gap: GAP });
  return { firstPage: paged.slice(0, capacity), laterPages: paged.slice(capacity) };
}
