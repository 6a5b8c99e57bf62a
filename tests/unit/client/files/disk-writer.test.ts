import { describe, expect, test } from '@jest/globals';
import { openDiskWriter } from '../../../../src/client/files/disk-writer.ts';

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);

/** A handle as Safari before 26 has it; takes two bytes at a time until it is full. */
function createOldSafari(room = Infinity) {
  const file: number[] = [];
  const log: string[] = [];
  const access = {
    write(part: Uint8Array, { at }: { at: number }) {
      const taken = [...part].slice(0, Math.min(2, room - file.length));
      file.splice(at, taken.length, ...taken);
      return taken.length;
    },
    flush: () => void log.push('flush'),
    close: () => void log.push('close'),
  };
  const handle = { createSyncAccessHandle: () => Promise.resolve(access) } as unknown as FileSystemFileHandle;
  return { file, log, handle };
}

describe('a file on the disk', () => {
  test('is written in order where there is no createWritable', async () => {
    const { file, log, handle } = createOldSafari();
    const writer = await openDiskWriter(handle);
    await writer.write(bytes(1, 2, 3));
    await writer.write(bytes(4, 5));
    expect(await writer.finish()).toBeNull();
    expect(file).toEqual([1, 2, 3, 4, 5]);
    expect(log).toEqual(['flush', 'close']);
  });

  test('that finds no room says so', async () => {
    const writer = await openDiskWriter(createOldSafari(3).handle);
    await expect(writer.write(bytes(1, 2, 3, 4))).rejects.toMatchObject({ name: 'QuotaExceededError' });
  });

  test('that is not wanted any more is let go of', async () => {
    const { log, handle } = createOldSafari();
    await (await openDiskWriter(handle)).abandon();
    expect(log).toEqual(['close']);
  });

  test('is kept in memory where there is no disk', async () => {
    const writer = await openDiskWriter(null);
    await writer.write(bytes(1, 2));
    await writer.write(bytes(3));
    expect(new Uint8Array((await (await writer.finish())?.arrayBuffer()) ?? [])).toEqual(bytes(1, 2, 3));
  });

  test('that can be written in no way is refused', async () => {
    await expect(openDiskWriter({} as FileSystemFileHandle)).rejects.toMatchObject({ name: 'NotSupportedError' });
  });
});
