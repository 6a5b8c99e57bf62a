import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import {
  FILE_CHANNEL,
  fileMessageSchema,
  type FileMessage,
} from '../../../../../src/client/call/files/file-message.ts';
import type { FileSink, FileSource, OpenedSink } from '../../../../../src/client/call/files/file-ports.ts';
import { HEADER_BYTES } from '../../../../../src/client/call/files/frame-header.ts';
import type { Transfer } from '../../../../../src/client/call/files/transfer.ts';
import { createTransfers, type Transfers } from '../../../../../src/client/call/files/transfers.ts';
import { createWiredPages, type WiredPage } from '../../../../support/wired-pages.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function openSource(bytes: Uint8Array): FileSource {
  return {
    read(offset, length) {
      const framed = new Uint8Array(HEADER_BYTES + length);
      framed.set(bytes.subarray(offset, offset + length), HEADER_BYTES);
      return Promise.resolve(framed);
    },
    sha256: () => Promise.resolve(sha256(bytes)),
    close: () => undefined,
  };
}

/** A disk whose files can be looked at. */
function createDisk() {
  const written: Uint8Array[] = [];
  const saved: Buffer[] = [];
  const sink: FileSink = {
    write(bytes) {
      written.push(bytes);
      return Promise.resolve(null);
    },
    sha256: () => Promise.resolve(sha256(Buffer.concat(written))),
    save() {
      saved.push(Buffer.concat(written));
      return Promise.resolve(null);
    },
    discard: () => undefined,
  };
  const disk: { opened: OpenedSink | Error } = { opened: { type: 'opened', sink } };
  return { disk, written, saved };
}

const MB = 1024 * 1024;

/** Alice, who sends, and Bob, who receives. */
function createRoom() {
  const pages = createWiredPages();
  const files = new Map<File, Uint8Array>();
  const bobsDisk = createDisk();
  let ids = 0;

  function startTransfers({ conversations, bulk, state }: WiredPage): {
    transfers: Transfers;
    shown: () => readonly Transfer[];
  } {
    const shown = signal<readonly Transfer[]>([]);
    const channel = conversations.channel('file', fileMessageSchema, FILE_CHANNEL);
    const transfers = createTransfers({
      channel,
      bulk,
      state,
      shown,
      now: pages.now,
      schedule: pages.schedule,
      randomId: () => (ids += 1),
      openSource: (file) => openSource(files.get(file) ?? new Uint8Array()),
      findPlace: (size) => Promise.resolve(size > 50_000_000 ? 'too-large' : 'memory'),
      openSink: () =>
        bobsDisk.disk.opened instanceof Error
          ? Promise.reject(bobsDisk.disk.opened)
          : Promise.resolve(bobsDisk.disk.opened),
    });
    channel.on((from, message) => transfers.receive(from, message));
    channel.greetWithAll((to) => transfers.greeting(to));
    return { transfers, shown: () => shown.value };
  }

  const alice = startTransfers(pages.alice);
  const bob = startTransfers(pages.bob);
  return {
    ...bobsDisk,
    pages,
    alice,
    bob,
    offer(bytes: Uint8Array<ArrayBuffer>, name = 'a.bin') {
      const file = new File([bytes], name);
      files.set(file, bytes);
      alice.transfers.offer(pages.bob.id, file);
    },
    async accept() {
      await pages.wait(50);
      for (const { key } of bob.shown()) bob.transfers.accept(key);
    },
    messages: (step: FileMessage['step']): FileMessage[] =>
      pages.said.flatMap(({ text }) => {
        const { body } = JSON.parse(text) as { body?: FileMessage & { type: string } };
        return body?.type === 'file' && body.step === step ? [body] : [];
      }),
  };
}

const statuses = (shown: readonly Transfer[]): string[] => shown.map(({ progress }) => progress.status);

describe('files between two pages', () => {
  test('F1: what arrives is what was sent, and both sides are told', async () => {
    const room = createRoom();
    const bytes = new Uint8Array(randomBytes(3 * MB));
    room.pages.connect();
    room.offer(bytes);
    await room.accept();
    await room.pages.wait(3000);
    expect(room.saved.map(sha256)).toEqual([sha256(bytes)]);
    expect(statuses(room.alice.shown())).toEqual(['done']);
    expect(statuses(room.bob.shown())).toEqual(['done']);
  });

  test('F7: where an offered file would go is known before anybody accepts it', async () => {
    const room = createRoom();
    room.pages.connect();
    room.offer(new Uint8Array(10));
    await room.pages.wait(50);
    expect(room.bob.shown().map(({ progress, place }) => [progress.status, place])).toEqual([['offered', 'memory']]);
    expect(room.alice.shown().map(({ place }) => place)).toEqual([null]);
  });

  test('F4: a file whose connection is cut goes on where it was on the next one', async () => {
    const room = createRoom();
    const bytes = new Uint8Array(randomBytes(20 * MB));
    room.pages.connect();
    room.offer(bytes);
    await room.accept();
    await room.pages.wait(100);
    const writtenBefore = Buffer.concat(room.written).byteLength;
    expect(writtenBefore).toBeGreaterThan(0);
    expect(writtenBefore).toBeLessThan(bytes.byteLength);

    room.pages.cut();
    await room.pages.wait(3000);
    expect(Buffer.concat(room.written).byteLength).toBe(writtenBefore);
    expect(statuses(room.bob.shown())).toEqual(['moving']);

    room.pages.connect();
    await room.pages.wait(6000);
    expect(room.saved.map(sha256)).toEqual([sha256(bytes)]);
    expect(room.messages('pull')).toMatchObject([{ from: 0 }, { from: writtenBefore }]);
  });

  test('F4: three at once, each cut twice, all arrive', async () => {
    const room = createRoom();
    const disks = [createDisk(), createDisk(), createDisk()];
    const sent = disks.map(() => new Uint8Array(randomBytes(4 * MB)));
    room.pages.connect();
    for (const [index, bytes] of sent.entries()) room.offer(bytes, `${index}.bin`);
    await room.pages.wait(50);
    for (const [index, { key }] of room.bob.shown().entries()) {
      room.disk.opened = disks[index]?.disk.opened ?? new Error('no disk');
      room.bob.transfers.accept(key);
      await room.pages.wait(5);
    }
    for (let cut = 0; cut < 2; cut += 1) {
      await room.pages.wait(40);
      room.pages.cut();
      await room.pages.wait(500);
      room.pages.connect();
    }
    await room.pages.wait(6000);
    expect(disks.map(({ saved }) => saved.map(sha256))).toEqual(sent.map((bytes) => [sha256(bytes)]));
  });

  test('F8: a file that is written quickly takes few messages', async () => {
    const room = createRoom();
    room.pages.connect();
    room.offer(new Uint8Array(randomBytes(30 * MB)));
    await room.accept();
    const from = room.pages.now();
    await room.pages.wait(1000);
    expect(room.bob.shown()[0]?.progress).not.toEqual({ status: 'offered' });
    const perSecond = room.pages.said.filter(({ at, text }) => at >= from && text.includes('"progress"')).length;
    expect(perSecond).toBeGreaterThan(0);
    expect(perSecond).toBeLessThanOrEqual(26);
    await room.pages.wait(4000);
    expect(statuses(room.alice.shown())).toEqual(['done']);
  });

  test('F5: a transfer ends when the other one leaves', async () => {
    const room = createRoom();
    room.pages.connect();
    room.offer(new Uint8Array(randomBytes(20 * MB)));
    await room.accept();
    await room.pages.wait(60);
    room.pages.bob.state.value = { ...room.pages.bob.state.peek(), links: new Map() };
    await room.pages.wait(50);
    expect(room.bob.shown().map(({ progress }) => progress)).toMatchObject([{ status: 'failed', reason: 'left' }]);
  });

  test('F6: of thousands that one page offers and takes back, the newest few are kept', () => {
    const room = createRoom();
    const from = room.pages.alice.id;
    for (let id = 1000; id < 5000; id += 1) {
      room.bob.transfers.receive(from, { step: 'offer', id, name: `${id}`, size: 1 });
      room.bob.transfers.receive(from, { step: 'cancel', id, reason: 'cancelled', isSender: true });
    }
    expect(room.bob.shown().length).toBeLessThanOrEqual(31);
    expect(room.bob.shown().at(-1)?.name).toBe('4999');
  });

  test('F7: a disk that fails to open ends the transfer with a reason on both sides', async () => {
    const room = createRoom();
    room.disk.opened = new Error('no storage');
    room.pages.connect();
    room.offer(new Uint8Array(100));
    await room.accept();
    await room.pages.wait(100);
    for (const { shown } of [room.alice, room.bob]) {
      expect(shown().map(({ progress }) => progress)).toMatchObject([{ status: 'failed', reason: 'unwritable' }]);
    }
  });
});
