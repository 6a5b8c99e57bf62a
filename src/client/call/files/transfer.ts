import type { ParticipantId } from '../../../shared/protocol.ts';
import type { TransferEndReason } from './file-message.ts';
import type { FoundPlace } from './save-place.ts';

/** One file between this page and one participant, as it is shown. */
export interface Transfer {
  /** Names it on this page. */
  readonly key: string;
  readonly direction: 'in' | 'out';
  readonly participantId: ParticipantId;
  /** As it was when the transfer began: it is still shown when they have left. */
  readonly participantName: string;
  readonly name: string;
  readonly size: number;
  /** Where it would go, for what is offered to us; null until that is known. */
  readonly place: FoundPlace | null;
  readonly progress: TransferProgress;
}

export type TransferProgress =
  | { readonly status: 'offered' }
  /** Accepted; the place where it goes is being made ready, or the person is choosing it. */
  | { readonly status: 'opening' }
  | { readonly status: 'moving'; readonly movedBytes: number }
  /** All of it has arrived, and is checked and saved. */
  | { readonly status: 'checking' }
  | { readonly status: 'done' }
  | { readonly status: 'failed'; readonly reason: TransferEndReason | 'left' };

export const isOver = ({ progress }: Pick<Transfer, 'progress'>): boolean =>
  progress.status === 'done' || progress.status === 'failed';

/** @param id which its sender picked */
export const transferKey = (direction: Transfer['direction'], participantId: ParticipantId, id: number): string =>
  `${direction} ${participantId} ${id}`;
