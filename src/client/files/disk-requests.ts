/** What page and disk worker say to each other; every request has one reply, in order. */
export type DiskRequest =
  | { readonly type: 'source'; readonly file: File }
  /** Without a handle the file is kept in memory. */
  | { readonly type: 'sink'; readonly handle: FileSystemFileHandle | null }
  | { readonly type: 'read'; readonly offset: number; readonly length: number }
  | { readonly type: 'write'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'hash' }
  | { readonly type: 'finish' }
  /** Nothing of it is wanted any more. */
  | { readonly type: 'abandon' };

export type DiskReply =
  | { readonly type: 'ok' }
  /** With room for a frame's header before them. */
  | { readonly type: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'hash'; readonly sha256: string }
  /** What was kept in memory. */
  | { readonly type: 'blob'; readonly blob: Blob | null }
  /** With the name of the DOMException. */
  | { readonly type: 'failed'; readonly error: string };
