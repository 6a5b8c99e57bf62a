/** One file that is written front to back. */
export interface DiskWriter {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** All of it is in the file then; what was kept in memory is returned. */
  finish(): Promise<Blob | null>;
  /** Lets go of the file without finishing it. */
  abandon(): Promise<void>;
}

/** What TypeScript's library for pages does not have: https://fs.spec.whatwg.org/#filesystemsyncaccesshandle */
interface SyncAccessHandle {
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  flush(): void;
  close(): void;
}

/** Browsers have the one method, the other, or both: Safari before 26 has no `createWritable`. */
type AnyFileHandle = Partial<Pick<FileSystemFileHandle, 'createWritable'>> & {
  readonly createSyncAccessHandle?: () => Promise<SyncAccessHandle>;
};

function inMemory(): DiskWriter {
  const kept: Uint8Array<ArrayBuffer>[] = [];
  return {
    write: (bytes) => Promise.resolve(void kept.push(bytes)),
    finish: () => Promise.resolve(new Blob(kept.splice(0))),
    abandon: () => Promise.resolve(void kept.splice(0)),
  };
}

const throughStream = (writable: FileSystemWritableFileStream): DiskWriter => ({
  write: (bytes) => writable.write(bytes),
  finish: () => writable.close().then(() => null),
  abandon: () => writable.abort(),
});

function throughAccess(access: SyncAccessHandle): DiskWriter {
  let end = 0;
  return {
    write(bytes) {
      for (let from = 0; from < bytes.byteLength;) {
        const count = access.write(bytes.subarray(from), { at: end });
        // A disk that takes nothing is full.
        if (count <= 0) return Promise.reject(new DOMException('no room', 'QuotaExceededError'));
        from += count;
        end += count;
      }
      return Promise.resolve();
    },
    finish() {
      access.flush();
      access.close();
      return Promise.resolve(null);
    },
    abandon() {
      access.close();
      return Promise.resolve();
    },
  };
}

/** @param handle null keeps it in memory */
export async function openDiskWriter(handle: FileSystemFileHandle | null): Promise<DiskWriter> {
  if (!handle) return inMemory();
  const file: AnyFileHandle = handle;
  if (file.createWritable) return throughStream(await file.createWritable());
  if (file.createSyncAccessHandle) return throughAccess(await file.createSyncAccessHandle());
  throw new DOMException('this browser cannot write the file', 'NotSupportedError');
}
