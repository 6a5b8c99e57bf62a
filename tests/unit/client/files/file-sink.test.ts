import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { DiskReply, DiskRequest } from '../../../../src/client/files/disk-requests.ts';
import { MAX_MEMORY_BYTES } from '../../../../src/client/call/files/save-place.ts';

/** What the workers were asked for, in order. */
let asked: DiskRequest[] = [];
/** What a worker answers to a file on the disk. */
let onHandle: DiskReply = { type: 'ok' };

class FakeWorker extends EventTarget {
  postMessage(request: DiskRequest): void {
    asked.push(request);
    const reply = request.type === 'sink' && request.handle ? onHandle : { type: 'ok' };
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data: reply })));
  }
  terminate(): void {
    // Nothing runs.
  }
}

const sinks = (): (FileSystemFileHandle | null)[] =>
  asked.flatMap((request) => (request.type === 'sink' ? [request.handle] : []));

/** A page whose site may store nothing, or has a folder. */
async function loadPage(getDirectory: () => Promise<unknown>) {
  jest.resetModules();
  // As the build does it: the page's module only tells where the worker's script is, beside the page's own.
  const workerUrl = new URL('../../../../src/client/browser/disk-worker.js', import.meta.url).href;
  jest.unstable_mockModule('../../../../src/client/files/disk-worker.ts', () => ({ workerUrl }));
  const storage = { getDirectory, estimate: () => Promise.resolve({ quota: 1e12, usage: 0 }) };
  const locks = {
    request: (_name: string, hold: () => unknown) => Promise.resolve(hold()),
    query: () => Promise.resolve({ held: [] }),
  };
  const fakes = { window: {}, Worker: FakeWorker, navigator: { storage, locks } };
  for (const [name, value] of Object.entries(fakes)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  return import('../../../../src/client/files/file-sink.ts');
}

const refused = (): Promise<never> => Promise.reject(new DOMException('no', 'SecurityError'));

const createFolder = () => {
  const handle = { name: '1' };
  const folder = { getFileHandle: () => Promise.resolve(handle), removeEntry: () => Promise.resolve() };
  const root = {
    getDirectoryHandle: () => Promise.resolve(folder),
    async *keys() {
      // Nothing is left over.
    },
  };
  return { handle, getDirectory: () => Promise.resolve(root) };
};

describe('a received file in a browser without showSaveFilePicker', () => {
  beforeEach(() => {
    asked = [];
    onHandle = { type: 'ok' };
  });
  afterEach(() => void jest.useRealTimers());

  test('F7: is kept in memory where the site may store nothing, and its limit is known before', async () => {
    const { findPlace, openFileSink } = await loadPage(refused);
    expect(await findPlace(MAX_MEMORY_BYTES)).toBe('memory');
    expect(await findPlace(MAX_MEMORY_BYTES + 1)).toBe('too-large');

    expect((await openFileSink({ name: 'a.bin', size: MAX_MEMORY_BYTES })).type).toBe('opened');
    expect(sinks()).toEqual([null]);
    expect(await openFileSink({ name: 'a.bin', size: MAX_MEMORY_BYTES + 1 })).toEqual({
      type: 'refused',
      reason: 'too-large',
    });
  });

  test('F7: is kept in memory where the browser never says whether the site may store anything', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
    const { openFileSink } = await loadPage(() => new Promise(() => undefined));
    const opening = openFileSink({ name: 'a.bin', size: 10 });
    await jest.advanceTimersByTimeAsync(3000);
    expect((await opening).type).toBe('opened');
    expect(sinks()).toEqual([null]);
  });

  test('F7: is kept in memory where a file on the disk cannot be opened for writing', async () => {
    const { handle, getDirectory } = createFolder();
    onHandle = { type: 'failed', error: 'NotSupportedError' };
    const { openFileSink } = await loadPage(getDirectory);
    expect((await openFileSink({ name: 'a.bin', size: 10 })).type).toBe('opened');
    expect(sinks()).toEqual([handle, null]);
  });

  test('F7: goes to the disk where there is one', async () => {
    const { handle, getDirectory } = createFolder();
    const { findPlace, openFileSink } = await loadPage(getDirectory);
    expect(await findPlace(1e9)).toBe('private');
    expect((await openFileSink({ name: 'a.bin', size: 1e9 })).type).toBe('opened');
    expect(sinks()).toEqual([handle]);
  });
});
