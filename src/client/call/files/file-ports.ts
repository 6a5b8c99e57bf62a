import type { TransferEndReason } from './file-message.ts';
import type { FoundPlace } from './save-place.ts';

/** What transfers need of the disk; client/files implements it. */

/** A file to be sent, read front to back; reading again what was read before is fine. */
export interface FileSource {
  /** The bytes after `HEADER_BYTES` of room for a frame's header; null when the file is not what it was. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Of all that has been read, in hex. */
  sha256(): Promise<string>;
  close(): void;
}

export type WriteProblem = Extract<TransferEndReason, 'disk' | 'unwritable'>;

/** Where a received file goes. Calls are carried out in order; none rejects. */
export interface FileSink {
  /** Takes the bytes' buffer away. */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<WriteProblem | null>;
  /** Of all that has been written, in hex. */
  sha256(): Promise<string>;
  /** Makes it a file that the person has. */
  save(): Promise<WriteProblem | null>;
  /** Lets go of everything that the person does not have. */
  discard(): void;
}

export type OpenedSink =
  | { readonly type: 'opened'; readonly sink: FileSink }
  /** The person was asked for a place, and chose none. */
  | { readonly type: 'not-chosen' }
  | { readonly type: 'refused'; readonly reason: WriteProblem | 'too-large' };

export interface FilePorts {
  readonly openSource: (file: File) => FileSource;
  /** Where a file of this size would go, without asking anybody. */
  readonly findPlace: (size: number) => Promise<FoundPlace>;
  /** To be called while a person's click still counts: it may ask them for a place. */
  readonly openSink: (file: { readonly name: string; readonly size: number }) => Promise<OpenedSink>;
}
