import { openDiskWriter, type DiskWriter } from './disk-writer.ts';
import { createHasher } from './hasher.ts';
import type { DiskReply, DiskRequest } from './disk-requests.ts';
import { HEADER_BYTES } from '../call/files/frame-header.ts';

/**
 * Reads, writes and hashes one file off the page's thread, which has a call to draw. The build makes two of it: the
 * worker, and for the page a module that only tells where the worker is (src/build/bundle.ts).
 */
export const workerUrl = import.meta.url;

/** What TypeScript's library for pages does not have: https://html.spec.whatwg.org/#dedicatedworkerglobalscope */
interface WorkerScope {
  readonly DedicatedWorkerGlobalScope?: unknown;
  onmessage: ((event: MessageEvent<DiskRequest>) => void) | null;
  postMessage(reply: DiskReply, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;

async function readWith(file: Blob, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const read = new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  if (read.byteLength !== length) throw new Error('the file has become shorter');
  const bytes = new Uint8Array(HEADER_BYTES + length);
  bytes.set(read, HEADER_BYTES);
  return bytes;
}

function serve(): void {
  const hasher = createHasher();
  let file: Blob | null = null;
  let writer: DiskWriter | null = null;
  let written = 0;

  async function write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    hasher.update(written, bytes);
    written += bytes.byteLength;
    await writer?.write(bytes);
  }

  async function answer(request: DiskRequest): Promise<DiskReply> {
    switch (request.type) {
      case 'source':
        file = request.file;
        return { type: 'ok' };
      case 'sink':
        writer = await openDiskWriter(request.handle);
        return { type: 'ok' };
      case 'read': {
        const bytes = await readWith(file ?? new Blob(), request.offset, request.length);
        hasher.update(request.offset, bytes.subarray(HEADER_BYTES));
        return { type: 'bytes', bytes };
      }
      case 'write':
        await write(request.bytes);
        return { type: 'ok' };
      case 'hash':
        return { type: 'hash', sha256: hasher.digest() };
      case 'finish':
        return { type: 'blob', blob: (await writer?.finish()) ?? null };
      case 'abandon':
        await writer?.abandon();
        return { type: 'ok' };
    }
  }

  const reply = async (request: DiskRequest): Promise<void> => {
    const answered = await answer(request).catch((error: unknown): DiskReply => ({
      type: 'failed',
      error: error instanceof DOMException ? error.name : '',
    }));
    scope.postMessage(answered, answered.type === 'bytes' ? [answered.bytes.buffer] : []);
  };

  let last = Promise.resolve();
  scope.onmessage = ({ data }) => {
    last = last.then(() => reply(data));
  };
}

if (scope.DedicatedWorkerGlobalScope) serve();
