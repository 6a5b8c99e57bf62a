import type { FileSink, OpenedSink, WriteProblem } from '../call/files/file-ports.ts';
import type { DiskReply } from './disk-requests.ts';
import { startDisk } from './disk.ts';
import { download } from './download.ts';
import { openPrivateFolder, type PrivateFolder } from './private-folder.ts';
import { choosePlace } from '../call/files/save-place.ts';

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

let folder: Promise<PrivateFolder | null> | null = null;
const privateFolder = (): Promise<PrivateFolder | null> => (folder ??= openPrivateFolder());

async function freeBytes(): Promise<number | null> {
  if ((await privateFolder()) === null) return null;
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return quota - usage;
}

async function pick(name: string): Promise<Target | null> {
  const picker = (window as PickerWindow).showSaveFilePicker;
  try {
    const handle = await picker?.({ suggestedName: name });
    return handle ? { handle, save: () => Promise.resolve(), discard: () => undefined } : null;
  } catch {
    return null;
  }
}

async function createPrivate(name: string): Promise<Target | null> {
  const file = await (await privateFolder())?.create();
  if (!file) return null;
  return {
    handle: file.handle,
    save: async () => download(await file.handle.getFile(), name),
    discard: file.remove,
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
  const discard = (): void => {
    disk.close();
    target.discard();
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

/** Finds a place for a received file. To be called while a click still counts: it may ask the person. */
export async function openFileSink({ name, size }: Wanted): Promise<OpenedSink> {
  const hasPicker = (window as PickerWindow).showSaveFilePicker !== undefined;
  const place = choosePlace(size, { hasPicker, freeBytes: await freeBytes() });
  switch (place) {
    case 'disk':
    case 'too-large':
      return { type: 'refused', reason: place };
    case 'picked': {
      const target = await pick(name);
      return target ? open(target) : { type: 'not-chosen' };
    }
    case 'private': {
      const target = await createPrivate(name);
      return target ? open(target) : { type: 'refused', reason: 'unwritable' };
    }
    case 'memory':
      return open(inMemory(name));
  }
}
