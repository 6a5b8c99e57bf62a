import type { ParticipantId } from '../../shared/protocol.ts';
import type { ScreenMetadata } from '../../shared/peer-message.ts';

/** Ids and small types that every part of a call may use. This file imports nothing from other parts. */

/** Names one connection of a link; a link that had to be made anew has had several. */
export type ConnectionId = string;

/** Names a shared screen. Its owner chooses it, so it means something only together with the owner's id. */
export type ShareId = string;

/** What a connection carries: somebody's camera and microphone, or one of their screens. */
export type Purpose = { readonly kind: 'camera' } | ScreenMetadata;

/** One video between us and another participant: a camera by the participant's id, a screen by that and its share. */
export type PictureId = string;

export const pictureId = (participant: ParticipantId, share: ShareId | null): PictureId =>
  share === null ? participant : `${participant}/${share}`;

/** Neither a participant's id nor a share's has a slash in it. */
export function partsOf(id: PictureId): { readonly participant: ParticipantId; readonly share: ShareId | null } {
  const [participant = '', share = null] = id.split('/');
  return { participant, share };
}

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** What is shown of a screen: text that has to be read, or a film, where motion counts. */
export type ScreenContent = 'sharp' | 'smooth';

/** How much has to be saved: processor, battery, or a metered line. */
export type Economy = 'none' | 'some' | 'much';

/** How one video is sent to one participant. */
export interface VideoEncoding {
  /** What the browser is to keep when it cannot have everything. */
  readonly keeps: 'sharpness' | 'motion';
  readonly isActive: boolean;
  readonly maxKbps: number;
  /** How many times smaller than the source, at least 1. */
  readonly scaleDownBy: number;
  readonly maxFramesPerSecond: number;
  readonly priority: 'low' | 'medium';
}
