import type { ParticipantId } from '../../../shared/protocol.ts';
import type { ScreenLink } from '../link/link-health.ts';
import type { ShareId } from '../words.ts';

/** What a call knows of shared screens. */
export interface SharesState {
  /** Our own screens. */
  readonly own: readonly ShareId[];
  /** What the others say that they share. */
  readonly announced: ReadonlyMap<ParticipantId, readonly ShareId[]>;
  /** By `shareKey`. */
  readonly links: ReadonlyMap<string, ScreenLink>;
}

export const NO_SHARES: SharesState = { own: [], announced: new Map(), links: new Map() };

/** The direction is part of it: somebody may announce a screen under the name that one of ours has. */
export const shareKey = ({ direction, other, share }: Pick<ScreenLink, 'direction' | 'other' | 'share'>): string =>
  `${direction}/${other}/${share}`;
