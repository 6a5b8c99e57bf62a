import { scriptUrl } from '../browser/script-url.ts';
import type { DiskReply, DiskRequest } from './disk-requests.ts';
import { workerUrl } from './disk-worker.ts';

/** The page's end of a disk worker; each file has its own. */
export interface Disk {
  ask(request: DiskRequest): Promise<DiskReply>;
  /** What has not been answered never will be. */
  close(): void;
}

export function startDisk(): Disk {
  const worker = new Worker(scriptUrl(workerUrl), { type: 'module' });
  const waiting: ((reply: DiskReply) => void)[] = [];
  worker.addEventListener('message', ({ data }: MessageEvent<DiskReply>) => waiting.shift()?.(data));
  let hasFailed = false;
  worker.addEventListener('error', () => {
    hasFailed = true;
    for (const reply of waiting.splice(0)) reply({ type: 'failed', error: '' });
  });

  return {
    ask: (request) =>
      new Promise((resolve) => {
        // A worker whose script could not be loaded answers nothing.
        if (hasFailed) {
          resolve({ type: 'failed', error: '' });
          return;
        }
        waiting.push(resolve);
        worker.postMessage(request, request.type === 'write' ? [request.bytes.buffer] : []);
      }),
    close: () => worker.terminate(),
  };
}
