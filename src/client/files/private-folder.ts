/** Files on their way in the site's private file system: each page has a folder of its own there. */
export interface PrivateFolder {
  create(): Promise<PrivateFile>;
}

export interface PrivateFile {
  readonly handle: FileSystemFileHandle;
  remove(): void;
}

const LOCK_PREFIX = 'madang:files:';

/** Every page holds a lock with its folder's name while it lives: folders without one are left over. */
async function removeLeftovers(root: FileSystemDirectoryHandle): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const living = new Set(held.map(({ name }) => name));
  // TypeScript's library has no async iteration of directories.
  const { keys } = root as unknown as { keys(): AsyncIterable<string> };
  for await (const name of keys.call(root)) {
    if (!name.startsWith(LOCK_PREFIX) || living.has(name)) continue;
    await root.removeEntry(name, { recursive: true }).catch(() => undefined);
  }
}

/** Null where there is none: http pages, private windows of some browsers, storage switched off. */
export async function openPrivateFolder(): Promise<PrivateFolder | null> {
  try {
    const root = await navigator.storage.getDirectory();
    const name = `${LOCK_PREFIX}${crypto.randomUUID()}`;
    await new Promise<void>((resolve) => {
      void navigator.locks.request(name, () => {
        resolve();
        return new Promise(() => undefined);
      });
    });
    await removeLeftovers(root);
    const folder = await root.getDirectoryHandle(name, { create: true });
    let count = 0;
    return {
      async create() {
        count += 1;
        const fileName = String(count);
        const handle = await folder.getFileHandle(fileName, { create: true });
        return { handle, remove: () => void folder.removeEntry(fileName).catch(() => undefined) };
      },
    };
  } catch {
    return null;
  }
}
