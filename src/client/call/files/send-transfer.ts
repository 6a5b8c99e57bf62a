import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Bulk } from '../messages/bulk.ts';
import type { Channel } from '../messages/channels.ts';
import type { FileMessage } from './file-message.ts';
import type { FileSource } from './file-ports.ts';
import { sealFrame } from './frame.ts';
import { advanceOutgoing, type Outgoing, type OutgoingEvent, type OutgoingWant } from './outgoing.ts';
import type { TransferProgress } from './transfer.ts';

/** Runs what `Outgoing` wants. */
export interface SendTransfer {
  readonly progress: TransferProgress;
  happens(event: OutgoingEvent): void;
  /** What to say on a new connection. */
  greeting(): readonly FileMessage[];
  /** The channel takes bytes again. */
  flush(): void;
}

export interface SendTransferOptions {
  readonly id: number;
  readonly to: ParticipantId;
  readonly file: { readonly name: string; readonly size: number };
  readonly source: FileSource;
  readonly channel: Pick<Channel<FileMessage>, 'send'>;
  readonly bulk: Pick<Bulk, 'send'>;
  readonly now: () => number;
  readonly onChange: () => void;
}

interface ReadFrame {
  readonly run: number;
  readonly frame: Uint8Array<ArrayBuffer>;
}

function progressOf(state: Outgoing, size: number): TransferProgress {
  if (state.status !== 'sending') return state;
  return state.written === size ? { status: 'checking' } : { status: 'moving', movedBytes: state.written };
}

export function createSendTransfer(options: SendTransferOptions): SendTransfer {
  const { id, to, file, source, channel, bulk, now, onChange } = options;
  let state: Outgoing = { status: 'offered' };
  let unsent: ReadFrame[] = [];

  const isCurrent = (run: number): boolean => state.status === 'sending' && state.run === run;
  const tell = (message: FileMessage): void => void channel.send(to, message);

  function flush(): void {
    unsent = unsent.filter(({ run }) => isCurrent(run));
    const waiting = unsent.findIndex(({ frame }) => !bulk.send(to, frame));
    unsent = waiting === -1 ? [] : unsent.slice(waiting);
  }

  function run(want: OutgoingWant): void {
    switch (want.type) {
      case 'read':
        void source.read(want.offset, want.length).then((frame) => {
          if (!isCurrent(want.run)) return;
          if (!frame) {
            happens({ type: 'stop', reason: 'changed' });
            return;
          }
          sealFrame(frame, { id, offset: want.offset });
          unsent.push({ run: want.run, frame });
          flush();
        });
        break;
      case 'tell-end':
        void source.sha256().then((sha256) => {
          if (isCurrent(want.run)) tell({ step: 'end', id, sha256 });
        });
        break;
      case 'tell-cancel':
        tell({ step: 'cancel', id, reason: want.reason, isSender: true });
        break;
      case 'release':
        unsent = [];
        source.close();
        break;
    }
  }

  function happens(event: OutgoingEvent): void {
    const step = advanceOutgoing(state, event, { size: file.size, now: now() });
    state = step.state;
    step.wants.forEach(run);
    onChange();
  }

  return {
    get progress() {
      return progressOf(state, file.size);
    },
    happens,
    greeting: () =>
      state.status === 'offered' || state.status === 'sending'
        ? [{ step: 'offer', id, name: file.name, size: file.size }]
        : [],
    flush,
  };
}
