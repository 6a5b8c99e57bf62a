import type { ParticipantId } from '../../../shared/protocol.ts';
import type { MediaState } from '../devices/media-states.ts';
import { anyLinkOf, type CallState } from '../room/call-state.ts';
import { pictureId, type ConnectionId, type PictureId } from '../words.ts';

/** How long media may take to flow after a connection says that it is back. */
const PATIENCE_MS = 3000;

export interface MediaCheckOptions {
  readonly packetsReceived: (connection: ConnectionId) => Promise<number>;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
  /** Whether the other side sends anything, as far as we know. */
  readonly isExpected: (connection: ConnectionId) => boolean;
  readonly onSilent: (connection: ConnectionId) => void;
}

/**
 * After a connection was mended, sees whether media came back with it. In Firefox an ICE restart that comes too late
 * reports success and leaves audio and video dead; only a fresh call helps then.
 */
export const createMediaCheck =
  ({ packetsReceived, schedule, isExpected, onSilent }: MediaCheckOptions) =>
  (connection: ConnectionId): void => {
    // A connection that is closed meanwhile has nothing to tell.
    const ignore = (): void => undefined;
    packetsReceived(connection).then((before) => {
      schedule(() => {
        if (!isExpected(connection)) return;
        packetsReceived(connection).then((after) => {
          if (after === before && isExpected(connection)) onSilent(connection);
        }, ignore);
      }, PATIENCE_MS);
    }, ignore);
  };

export interface MediaExpectations {
  /** What a participant says of their microphone and camera. */
  readonly mediaStateOf: (id: ParticipantId) => MediaState | undefined;
  /** Whether this page shows a picture. Video is sent only to a page that does. */
  readonly isWatched: (id: PictureId) => boolean;
}

/** Whether the other side sends anything over this connection, as far as this page knows. */
export function isMediaExpected(
  state: CallState,
  connection: ConnectionId,
  { mediaStateOf, isWatched }: MediaExpectations,
): boolean {
  const link = anyLinkOf(state, connection);
  if (link?.health.phase !== 'live' || link.health.connection !== connection) return false;
  if ('share' in link) return link.direction === 'in' && isWatched(pictureId(link.other, link.share));
  const { id } = link.participant;
  const theirs = mediaStateOf(id);
  return theirs?.microphone === true || (theirs?.camera === true && isWatched(id));
}
