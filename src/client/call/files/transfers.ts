import { effect, type Signal, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Bulk } from '../messages/bulk.ts';
import type { CallState } from '../room/call-state.ts';
import { nameOf } from '../room/names.ts';
import type { Channel } from '../messages/channels.ts';
import type { FileMessage } from './file-message.ts';
import { safeFileName } from './file-name.ts';
import type { FilePorts } from './file-ports.ts';
import { openFrame } from './frame.ts';
import { createProgressPace, type ProgressPace } from './progress-pace.ts';
import { createReceiveTransfer, type ReceiveTransfer } from './receive-transfer.ts';
import { createSendTransfer, type SendTransfer } from './send-transfer.ts';
import { isOver, transferKey, type Transfer } from './transfer.ts';

/** All transfers of this page. Loaded with the first of them. */
export interface Transfers {
  receive(from: ParticipantId, message: FileMessage): void;
  /** What to say to somebody on a new connection. */
  greeting(to: ParticipantId): readonly FileMessage[];
  offer(to: ParticipantId, file: File): void;
  accept(key: string): void;
  /** Declines what is offered, cancels what is under way. */
  stop(key: string): void;
  /** Shows it no more. */
  dismiss(key: string): void;
}

export interface TransfersOptions extends FilePorts {
  readonly channel: Pick<Channel<FileMessage>, 'send'>;
  readonly bulk: Bulk;
  readonly state: ReadonlySignal<CallState>;
  /** Where what is to be shown goes. */
  readonly shown: Signal<readonly Transfer[]>;
  readonly now: () => number;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
  /** An integer below 2 ** 32 that nobody guesses. */
  readonly randomId: () => number;
}

type Entry = Omit<Transfer, 'progress'> & { readonly id: number } & (
    | { readonly direction: 'out'; readonly run: SendTransfer }
    | { readonly direction: 'in'; readonly run: ReceiveTransfer }
  );

/** Progress is shown as often as eyes can follow it; anything else at once. */
const SHOW_EVERY_MS = 150;

const TICK_MS = 1000;

/** What one participant may have on offer at a time, before more is refused unseen. */
const MAX_OPEN_OFFERS = 20;

/** What is over is shown until somebody removes it, but no more of one participant, and of all, than this. */
const MAX_OVER_OF_ONE = 30;
const MAX_OVER = 100;

export function createTransfers(options: TransfersOptions): Transfers {
  const { channel, bulk, state, shown, now, schedule, randomId, openSource, openSink, findPlace } = options;
  const entries = new Map<string, Entry>();
  const paces = new Map<ParticipantId, ProgressPace>();
  let showing: (() => void) | null = null;

  const show = (): void => {
    showing?.();
    showing = null;
    shown.value = [...entries.values()].map(({ run, ...entry }) => ({ ...entry, progress: run.progress }));
  };

  function onChange(key: string): void {
    const before = shown.peek().find((transfer) => transfer.key === key);
    if (before?.progress.status !== entries.get(key)?.run.progress.status) show();
    else showing ??= schedule(show, SHOW_EVERY_MS);
  }

  const outgoing = (id: ParticipantId, transfer: number): SendTransfer | null => {
    const entry = entries.get(transferKey('out', id, transfer));
    return entry?.direction === 'out' ? entry.run : null;
  };
  const incoming = (id: ParticipantId, transfer: number): ReceiveTransfer | null => {
    const entry = entries.get(transferKey('in', id, transfer));
    return entry?.direction === 'in' ? entry.run : null;
  };
  const entriesWith = (id: ParticipantId): Entry[] =>
    [...entries.values()].filter(({ participantId }) => participantId === id);

  function forget({ key, direction, run }: Entry): void {
    if (direction === 'in') run.release();
    entries.delete(key);
  }

  /** Forgets the oldest that are over, where there are too many. */
  function makeRoom(id: ParticipantId): void {
    const over = [...entries.values()].filter(({ run }) => isOver(run));
    const ofOne = over.filter(({ participantId }) => participantId === id);
    const tooMany = Math.max(ofOne.length - MAX_OVER_OF_ONE, 0);
    for (const entry of [...ofOne.slice(0, tooMany), ...over.slice(0, Math.max(over.length - MAX_OVER, 0))])
      forget(entry);
  }

  function paceOf(id: ParticipantId): ProgressPace {
    const send = (transfer: number, written: number, heldMs: number): void =>
      void channel.send(id, { step: 'progress', id: transfer, written, heldMs });
    const pace = paces.get(id) ?? createProgressPace({ send, now, schedule });
    paces.set(id, pace);
    return pace;
  }

  /** Before anybody accepts it: what this browser cannot keep is said at once. */
  function tellPlace(entry: Entry): void {
    void findPlace(entry.size).then((place) => {
      if (entries.get(entry.key) !== entry) return;
      entries.set(entry.key, { ...entry, place });
      show();
    });
  }

  function onOffer(from: ParticipantId, { id, name, size }: Extract<FileMessage, { step: 'offer' }>): void {
    const before = incoming(from, id);
    if (before) {
      before.onOfferedAgain();
      return;
    }
    const open = entriesWith(from).filter(({ direction, run }) => direction === 'in' && !isOver(run));
    if (open.length >= MAX_OPEN_OFFERS) {
      channel.send(from, { step: 'cancel', id, reason: 'busy', isSender: false });
      return;
    }
    const key = transferKey('in', from, id);
    const file = { name: safeFileName(name) || 'file', size };
    const run = createReceiveTransfer({
      id,
      from,
      file,
      openSink,
      channel,
      now,
      onWritten: (written) => paceOf(from).onWritten(id, written),
      onChange: () => onChange(key),
    });
    makeRoom(from);
    const known = { ...file, key, id, place: null, participantId: from, participantName: nameOf(state.peek(), from) };
    const entry: Entry = { ...known, direction: 'in', run };
    entries.set(key, entry);
    show();
    tellPlace(entry);
  }

  function receive(from: ParticipantId, message: FileMessage): void {
    const { id } = message;
    switch (message.step) {
      case 'offer':
        onOffer(from, message);
        break;
      case 'pull': {
        const run = outgoing(from, id);
        if (run) run.happens({ type: 'pull', from: message.from });
        else channel.send(from, { step: 'cancel', id, reason: 'unknown', isSender: true });
        break;
      }
      case 'progress':
        outgoing(from, id)?.happens({ type: 'progress', written: message.written, heldMs: message.heldMs });
        break;
      case 'end':
        incoming(from, id)?.happens({ type: 'end', sha256: message.sha256 });
        break;
      case 'done':
        outgoing(from, id)?.happens({ type: 'done' });
        break;
      case 'cancel':
        (message.isSender ? incoming(from, id) : outgoing(from, id))?.happens({
          type: 'stopped',
          reason: message.reason,
        });
        break;
    }
  }

  bulk.listen({
    onBytes(from, bytes) {
      const frame = openFrame(bytes);
      if (frame) incoming(from, frame.id)?.onFrame(frame.offset, frame.bytes);
    },
    onWritable(to) {
      for (const { direction, run } of entriesWith(to)) if (direction === 'out') run.flush();
    },
  });

  effect(() => {
    const { links } = state.value;
    for (const { participantId, run } of [...entries.values()]) {
      if (!links.has(participantId)) run.happens({ type: 'left' });
    }
    for (const id of [...paces.keys()]) if (!links.has(id)) paces.delete(id);
  });

  function tick(): void {
    for (const { direction, run } of entries.values()) if (direction === 'in') run.happens({ type: 'tick' });
    schedule(tick, TICK_MS);
  }
  schedule(tick, TICK_MS);

  return {
    receive,
    greeting(to) {
      return entriesWith(to).flatMap(({ direction, run }) => {
        if (direction === 'out') return run.greeting();
        // Its answer, where to go on, is sent by itself.
        run.happens({ type: 'connected' });
        return [];
      });
    },
    offer(to, file) {
      const id = randomId();
      const key = transferKey('out', to, id);
      const named = { name: safeFileName(file.name) || 'file', size: file.size };
      const source = openSource(file);
      const run = createSendTransfer({
        id,
        to,
        file: named,
        source,
        channel,
        bulk,
        now,
        onChange: () => onChange(key),
      });
      makeRoom(to);
      const known = { ...named, key, id, place: null, participantId: to, participantName: nameOf(state.peek(), to) };
      entries.set(key, { ...known, direction: 'out', run });
      for (const message of run.greeting()) channel.send(to, message);
      show();
    },
    accept(key) {
      const entry = entries.get(key);
      if (entry?.direction === 'in') entry.run.happens({ type: 'accept' });
    },
    stop(key) {
      const entry = entries.get(key);
      if (!entry) return;
      const isDeclined = entry.direction === 'in' && entry.run.progress.status === 'offered';
      entry.run.happens({ type: 'stop', reason: isDeclined ? 'refused' : 'cancelled' });
    },
    dismiss(key) {
      const entry = entries.get(key);
      if (entry) forget(entry);
      show();
    },
  };
}
