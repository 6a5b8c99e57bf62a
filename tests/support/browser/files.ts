import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { expect, type Download, type Locator } from '@playwright/test';
import type { Person } from './person.ts';

const PIECE_BYTES = 4 * 1024 * 1024;

/** Random bytes: nothing on the way can compress them, and no two places are the same. */
export async function writeRandomFile(path: string, bytes: number): Promise<string> {
  const file = await open(path, 'w');
  const hash = createHash('sha256');
  for (let left = bytes; left > 0; left -= PIECE_BYTES) {
    const piece = randomBytes(Math.min(left, PIECE_BYTES));
    hash.update(piece);
    await file.write(piece);
  }
  await file.close();
  return hash.digest('hex');
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

export const transferOf = ({ page }: Person, name: string): Locator =>
  page.getByTestId('transfer').filter({ hasText: name });

/** Picks files as a person does, and sends them. */
export async function sendFiles({ page }: Person, paths: readonly string[], to?: string): Promise<void> {
  await page.getByTestId('file-input').setInputFiles([...paths]);
  if (to !== undefined) await page.getByTestId('file-to').selectOption({ label: to });
  await page.getByTestId('file-send').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

const untilSaved = ({ page }: Person, name: string, timeout: number): Promise<Download> =>
  page.waitForEvent('download', { timeout, predicate: (each) => each.suggestedFilename() === name });

/** Accepts files, and waits until they are saved; their downloads are finished then. */
export async function acceptFiles(person: Person, names: readonly string[], timeout = 45_000): Promise<Download[]> {
  const saved = Promise.all(names.map((name) => untilSaved(person, name, timeout)));
  // One after the other: a page has one pointer.
  for (const name of names) await transferOf(person, name).getByTestId('file-accept').click();
  return saved;
}

export async function acceptFile(person: Person, name: string, timeout?: number): Promise<Download> {
  const [download] = await acceptFiles(person, [name], timeout);
  if (!download) throw new Error(`no download of ${name}`);
  return download;
}

/** Bytes have come, and more are to come. */
export async function untilUnderWay(person: Person, name: string): Promise<void> {
  const bar = transferOf(person, name).locator('progress');
  await expect
    .poll(() => bar.evaluate((progress: HTMLProgressElement) => progress.position), { intervals: [50] })
    .toBeGreaterThan(0);
}

/** Ends this side of every connection without a word: the others hear nothing any more, and mend. */
export const cutConnections = ({ page }: Person): Promise<void> =>
  page.evaluate(() => {
    const { peerConnections } = globalThis as unknown as { peerConnections: RTCPeerConnection[] };
    for (const connection of peerConnections) connection.close();
  });

/** Does so, within the page, as soon as the first bytes of a file have come; to be called before it is accepted. */
export const cutWhenUnderWay = ({ page }: Person): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { peerConnections } = globalThis as unknown as { peerConnections: RTCPeerConnection[] };
        const observer = new MutationObserver(() => {
          if ((document.querySelector('progress')?.position ?? 0) <= 0) return;
          observer.disconnect();
          for (const connection of peerConnections) connection.close();
          resolve();
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
  );

interface Keeping {
  kept: { readonly name: string; readonly file: Blob } | null;
}

/** From now on notes what the page hands over as a download. (Playwright hears of none from Firefox.) */
export const keepDownloads = ({ page }: Person): Promise<void> =>
  page.evaluate(() => {
    const keeping = globalThis as unknown as Keeping;
    keeping.kept = null;
    let file = new Blob();
    const { createObjectURL } = URL;
    URL.createObjectURL = (made: Blob) => {
      file = made;
      return createObjectURL.call(URL, made);
    };
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      keeping.kept = { name: this.download, file };
    };
  });

export const keptDownload = ({ page }: Person): Promise<{ name: string; hash: string } | null> =>
  page.evaluate(async () => {
    const { kept } = globalThis as unknown as Keeping;
    if (!kept) return null;
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await kept.file.arrayBuffer()));
    return { name: kept.name, hash: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('') };
  });
