import type { Transfer } from '../files/transfer.ts';

/** What a page that closes would break off. */
export interface AtStake {
  readonly transfers: readonly Pick<Transfer, 'direction' | 'progress'>[];
  readonly screens: readonly { readonly isSelf: boolean }[];
}

/** A file that somebody offers here and that is not accepted is theirs to keep. */
function isUnderWay({ direction, progress: { status } }: AtStake['transfers'][number]): boolean {
  return (
    status === 'opening' ||
    status === 'moving' ||
    status === 'checking' ||
    (status === 'offered' && direction === 'out')
  );
}

export const isAnythingAtStake = ({ transfers, screens }: AtStake): boolean =>
  transfers.some(isUnderWay) || screens.some(({ isSelf }) => isSelf);
