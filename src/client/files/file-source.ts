import type { FileSource } from '../call/files/file-ports.ts';
import { startDisk, type Disk } from './disk.ts';

/** A worker is started when the file is wanted: most of what is offered to many is taken by some. */
export function openFileSource(file: File): FileSource {
  let started: Disk | null = null;
  function disk(): Disk {
    if (started) return started;
    started = startDisk();
    void started.ask({ type: 'source', file });
    return started;
  }

  return {
    async read(offset, length) {
      const reply = await disk().ask({ type: 'read', offset, length });
      return reply.type === 'bytes' ? reply.bytes : null;
    },
    async sha256() {
      const reply = await disk().ask({ type: 'hash' });
      return reply.type === 'hash' ? reply.sha256 : '';
    },
    close: () => started?.close(),
  };
}
