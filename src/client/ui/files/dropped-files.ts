/** What a drop or a paste holds. */
export interface Dropped {
  readonly files: readonly File[];
  /** Why a folder was not taken; null where all was. */
  readonly problem: DropProblem | null;
}

export type DropProblem = 'too-many' | 'empty' | 'unreadable';

/** As many as one person can be offered at a time (rule F6). */
const MAX_FILES = 20;

/** A folder may hold folders without end. */
const MAX_ENTRIES = 200;

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** Chromium gives at most 100 at a time, and none when it has given all. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    all.push(...some);
    if (some.length === 0 || all.length > MAX_ENTRIES) return all;
  }
}

/** The files in these entries, those in folders among them; more than `MAX_FILES` where there are too many. */
async function filesIn(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files: File[] = [];
  const waiting = [...entries];
  let looked = 0;
  for (let entry = waiting.shift(); entry && files.length <= MAX_FILES; entry = waiting.shift()) {
    looked += 1;
    if (looked > MAX_ENTRIES) throw new Error('too many folders');
    if (isDirectory(entry)) waiting.push(...(await childrenOf(entry)));
    else if (isFile(entry)) {
      const file = entry;
      files.push(await new Promise<File>((resolve, reject) => file.file(resolve, reject)));
    }
  }
  return files;
}

/** The files of a drop, folders as the files in them. To be called in the event itself: later there is nothing in it. */
export async function droppedFiles(data: DataTransfer | null): Promise<Dropped> {
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry());
  const plain = items.map((item) => item.getAsFile()).filter((file) => file !== null);
  if (!entries.some((entry) => entry?.isDirectory)) return { files: plain, problem: null };
  try {
    const files = await filesIn(entries.filter((entry) => entry !== null));
    if (files.length > MAX_FILES) return { files: [], problem: 'too-many' };
    return files.length === 0 ? { files, problem: 'empty' } : { files, problem: null };
  } catch {
    return { files: [], problem: 'unreadable' };
  }
}

/**
 * The files of a paste. Excel and Word put a picture of what was copied beside its text: where there is text, it is the
 * text that is meant. Systems that put a file's name beside the file mean the file.
 */
export function pastedFiles(data: DataTransfer | null): readonly File[] {
  const files = [...(data?.files ?? [])];
  const text = data?.getData('text/plain').trim() ?? '';
  const names = files.map(({ name }) => name);
  return text === '' || text.split(/\r\n?|\n/).every((line) => names.includes(line.trim())) ? files : [];
}

export const hasFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false;
