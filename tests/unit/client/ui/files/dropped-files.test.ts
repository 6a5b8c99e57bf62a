import { describe, expect, test } from '@jest/globals';
import { droppedFiles, pastedFiles } from '../../../../../src/client/ui/files/dropped-files.ts';

const file = (name: string): File => new File(['x'], name);

interface Entry {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
}

const entryOf = (name: string) => ({
  isFile: true,
  isDirectory: false,
  file: (resolve: (file: File) => void) => resolve(file(name)),
});

/** Gives its children two at a time, as browsers give at most a hundred. */
const folderOf = (...children: Entry[]): Entry => {
  const left = [...children];
  return Object.assign(
    { isFile: false, isDirectory: true },
    { createReader: () => ({ readEntries: (resolve: (some: Entry[]) => void) => resolve(left.splice(0, 2)) }) },
  );
};

const drop = (...entries: Entry[]): DataTransfer =>
  ({
    items: entries.map((entry) => ({
      kind: 'file',
      webkitGetAsEntry: () => entry,
      getAsFile: () => file(entry.isDirectory ? 'folder' : 'plain.txt'),
    })),
  }) as unknown as DataTransfer;

const paste = (text: string, ...names: string[]): DataTransfer =>
  ({ files: names.map(file), getData: () => text }) as unknown as DataTransfer;

const namesOf = (files: readonly File[]): string[] => files.map(({ name }) => name);

describe('a drop', () => {
  test('of a folder is the files in it, however deep', async () => {
    const folder = folderOf(entryOf('a'), folderOf(entryOf('c')), entryOf('b'));
    const { files, problem } = await droppedFiles(drop(folder, entryOf('d')));
    expect(namesOf(files).toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(problem).toBeNull();
  });

  test.each([
    ['too-many', folderOf(...Array.from({ length: 21 }, (_, index) => entryOf(`${index}`)))],
    ['empty', folderOf(folderOf())],
    [
      'unreadable',
      folderOf({ ...entryOf('x'), file: (_: unknown, reject: (why: Error) => void) => reject(new Error()) } as Entry),
    ],
  ])('of a folder is refused with a reason: %s', async (problem, folder) => {
    expect(await droppedFiles(drop(folder))).toEqual({ files: [], problem });
  });
});

describe('a paste', () => {
  test('of cells or paragraphs is text, though a picture of them comes with it', () => {
    expect(pastedFiles(paste('1\t2\n3\t4', 'image.png'))).toEqual([]);
  });

  test('of files is files, also where the system puts their names beside them', () => {
    expect(namesOf(pastedFiles(paste('', 'image.png')))).toEqual(['image.png']);
    expect(namesOf(pastedFiles(paste('a.txt\nb.txt', 'a.txt', 'b.txt')))).toEqual(['a.txt', 'b.txt']);
  });
});
