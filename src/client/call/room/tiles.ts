import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallState } from './call-state.ts';
import { nameOf } from './names.ts';
import type { Link } from '../link/link-health.ts';
import type { Screen } from '../screens/screens.ts';
import { pictureId, type PictureId, type ShareId } from '../words.ts';

export type TileState = 'connecting' | 'live' | 'mending' | 'away';

export type TileId = PictureId;

interface TileBase {
  readonly id: TileId;
  /** Whose it is. */
  readonly owner: ParticipantId;
  readonly name: string;
  readonly isSelf: boolean;
  readonly state: TileState;
}

export interface CameraTile extends TileBase {
  readonly kind: 'camera';
}

export interface ScreenTileModel extends TileBase {
  readonly kind: 'screen';
  readonly share: ShareId;
  readonly stream: MediaStream | null;
}

/** What the stage shows: one tile for each participant and each screen. */
export type TileModel = CameraTile | ScreenTileModel;

/** Media says more than the roster: somebody whose socket dropped but whose media flows is not away. */
function tileStateOf({ health, participant, isListed }: Link): TileState {
  if (health.phase === 'live') return 'live';
  return participant.presence === 'away' || !isListed ? 'away' : health.phase;
}

const bySeq = (a: Link, b: Link): number => a.participant.seq - b.participant.seq;

/** Our own tile first, then the others in the order in which they came. */
function cameraTilesOf(state: CallState): readonly CameraTile[] {
  const { selfId } = state;
  const self: CameraTile = {
    kind: 'camera',
    id: selfId,
    owner: selfId,
    name: nameOf(state, selfId),
    isSelf: true,
    state: 'live',
  };
  const others = [...state.links.values()].sort(bySeq).map((link): CameraTile => {
    const { id } = link.participant;
    return { kind: 'camera', id, owner: id, name: nameOf(state, id), isSelf: false, state: tileStateOf(link) };
  });
  return [self, ...others];
}

/** Cameras, then screens. */
export function tilesOf(state: CallState, screens: readonly Screen[]): readonly TileModel[] {
  const cameras = cameraTilesOf(state);
  return [
    ...cameras,
    ...screens.map(({ share, owner, isSelf, state: screenState, stream }): ScreenTileModel => {
      const id = pictureId(owner, share);
      return { kind: 'screen', id, owner, share, name: nameOf(state, owner), isSelf, state: screenState, stream };
    }),
  ];
}
