import type { ParticipantId } from '../../shared/protocol.ts';
import type { ShareId } from './share-state.ts';

/** One video between us and another participant: a camera by the participant's id, a screen by that and its share. */
export type PictureId = string;

export const pictureId = (participant: ParticipantId, share: ShareId | null): PictureId =>
  share === null ? participant : `${participant}/${share}`;

/** Neither a participant's id nor a share's has a slash in it. */
export function partsOf(id: PictureId): { readonly participant: ParticipantId; readonly share: ShareId | null } {
  const [participant = '', share = null] = id.split('/');
  return { participant, share };
}
