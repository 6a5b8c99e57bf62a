import type { FileSink, OpenedSink, WriteProblem } from '../call/files/file-ports.ts';
import type { DiskReply } from './disk-requests.ts';
import { startDisk } from './disk.ts';
import { download, REVOKE_AFTER_MS } from './download.ts';
import { openPrivateFolder, type PrivateFolder } from './private-folder.ts';
import { choosePlace, MAX_MEMORY_BYTES, type FoundPlace } from '../call/files/save-place.ts';

interface Wanted {
  readonly name: string;
  readonly size: number;
}

/** https://developer.mozilla.org/docs/Web/API/Window/showSaveFilePicker, not in TypeScript's library. */
interface PickerWindow {
  readonly showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** A handle in the end, or null for memory; and what it takes to hand the file over or to forget it. */
interface Target {
  readonly handle: FileSystemFileHandle | null;
  save(kept: Blob | null): Promise<void>;
  discard(): void;
}

/** Where site storage is restricted, some browsers never answer; memory is then what is left. */
const FOLDER_PATIENCE_MS = 3000;

let folder: Promise<PrivateFolder | null> | null = null;
const late = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), FOLDER_PATIENCE_MS));
const privateFolder = (): Promise<PrivateFolder | null> => (folder ??= Promise.race([openPrivateFolder(), late()]));

/** Safari tells it from version 17 on: https://caniuse.com/mdn-api_storagemanager_estimate. Elsewhere it shows on writing. */
async function freeBytes(): Promise<number | null> {
  if ((await privateFolder()) === null) return null;
  try {
    const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
    return quota - usage;
  } catch {
    return Infinity;
  }
}

/** `failed` where the browser shows no dialog: it finds the click too long ago, or a policy forbids it. */
async function pick(name: string): Promise<Target | 'not-chosen' | 'failed'> {
  const picker = (window as PickerWindow).showSaveFilePicker;
  try {
    const handle = await picker?.({ suggestedName: name });
    return handle ? { handle, save: () => Promise.resolve(), discard: () => undefined } : 'failed';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'not-chosen' : 'failed';
  }
}

async function createPrivate(name: string): Promise<Target | null> {
  const file = await (await privateFolder())?.create().catch(() => null);
  if (!file) return null;
  let isHandedOver = false;
  return {
    handle: file.handle,
    async save() {
      download(await file.handle.getFile(), name);
      isHandedOver = true;
    },
    discard() {
      // The browser still copies it, and says nowhere when it is done.
      if (isHandedOver) setTimeout(file.remove, REVOKE_AFTER_MS);
      else file.remove();
    },
  };
}

const inMemory = (name: string): Target => ({
  handle: null,
  save(kept) {
    if (kept) download(kept, name);
    return Promise.resolve();
  },
  discard: () => undefined,
});

const problemOf = (reply: DiskReply): WriteProblem | null => {
  if (reply.type !== 'failed') return null;
  return reply.error === 'QuotaExceededError' ? 'disk' : 'unwritable';
};

async function open(target: Target): Promise<OpenedSink> {
  const disk = startDisk();
  const problem = problemOf(await disk.ask({ type: 'sink', handle: target.handle }));
  let isFinished = false;
  const discard = (): void => {
    const done = (): void => {
      disk.close();
      target.discard();
    };
    // A file that is still open for writing cannot be removed.
    if (isFinished) done();
    else void disk.ask({ type: 'abandon' }).then(done);
  };
  if (problem) {
    discard();
    return { type: 'refused', reason: problem };
  }
  const sink: FileSink = {
    write: async (bytes) => problemOf(await disk.ask({ type: 'write', bytes })),
    async sha256() {
      const reply = await disk.ask({ type: 'hash' });
      return reply.type === 'hash' ? reply.sha256 : '';
    },
    async save() {
      const reply = await disk.ask({ type: 'finish' });
      const failed = problemOf(reply);
      if (failed) return failed;
      isFinished = true;
      disk.close();
      return target.save(reply.type === 'blob' ? reply.blob : null).then(
        () => null,
        () => 'unwritable',
      );
    },
    discard,
  };
  return { type: 'opened', sink };
}

/** In memory, where the disk could not be opened after all and the file is small enough for that. */
const openInMemory = ({ name, size }: Wanted): Promise<OpenedSink> =>
  size <= MAX_MEMORY_BYTES ? open(inMemory(name)) : Promise.resolve({ type: 'refused', reason: 'too-large' });

async function openPrivate(wanted: Wanted): Promise<OpenedSink> {
  const target = await createPrivate(wanted.name);
  const opened = target && (await open(target));
  const isUnusable = !opened || (opened.type === 'refused' && opened.reason === 'unwritable');
  return isUnusable ? openInMemory(wanted) : opened;
}

const hasPicker = (): boolean => (window as PickerWindow).showSaveFilePicker !== undefined;

export const findPlace = async (size: number): Promise<FoundPlace> =>
  choosePlace(size, { hasPicker: hasPicker(), freeBytes: await freeBytes() });

/** Finds a place for a received file. To be called while a click still counts: it may ask the person. */
export async function openFileSink(wanted: Wanted): Promise<OpenedSink> {
  const free = await freeBytes();
  const place = choosePlace(wanted.size, { hasPicker: hasPicker(), freeBytes: free });
  switch (place) {
    case 'disk':
    case 'too-large':
      return { type: 'refused', reason: place };
    case 'picked': {
      const target = await pick(wanted.name);
      if (target === 'not-chosen') return { type: 'not-chosen' };
      if (target !== 'failed') return open(target);
      return free !== null && wanted.size <= free ? openPrivate(wanted) : openInMemory(wanted);
    }
    case 'private':
      return openPrivate(wanted);
    case 'memory':
      return openInMemory(wanted);
  }
}
