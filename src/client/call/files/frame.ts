import { MAX_FILE_BYTES } from './file-message.ts';
import { HEADER_BYTES } from './frame-header.ts';

/**
 * One message on the channel for bytes: which transfer it belongs to, where in the file its bytes begin, and the
 * bytes. With the place in every frame, frames of an earlier try do no harm, and a gap shows at once.
 */
export interface Frame {
  readonly id: number;
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What Chromium and Safari accept as one message: https://www.rfc-editor.org/rfc/rfc8841#section-6.1 */
export const MAX_FRAME_BYTES = 256 * 1024;
export const MAX_PAYLOAD_BYTES = MAX_FRAME_BYTES - HEADER_BYTES;

/** Writes the header into the room that was left for it before the bytes. */
export function sealFrame(frame: Uint8Array<ArrayBuffer>, { id, offset }: Pick<Frame, 'id' | 'offset'>): void {
  const header = new DataView(frame.buffer, frame.byteOffset, HEADER_BYTES);
  header.setUint32(0, id);
  header.setFloat64(4, offset);
}

/** Null for what is no frame. */
export function openFrame(buffer: ArrayBuffer): Frame | null {
  if (buffer.byteLength <= HEADER_BYTES) return null;
  const header = new DataView(buffer);
  const offset = header.getFloat64(4);
  if (!Number.isSafeInteger(offset) || offset < 0 || offset > MAX_FILE_BYTES) return null;
  return { id: header.getUint32(0), offset, bytes: new Uint8Array(buffer, HEADER_BYTES) };
}
