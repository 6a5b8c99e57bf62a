import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Channel } from '../messages/channels.ts';
import type { FileMessage } from './file-message.ts';
import type { FilePorts, FileSink, OpenedSink, WriteProblem } from './file-ports.ts';
import { advanceIncoming, type Incoming, type IncomingEvent, type IncomingWant } from './incoming.ts';
import type { TransferProgress } from './transfer.ts';

/** Runs what `Incoming` wants. */
export interface ReceiveTransfer {
  readonly progress: TransferProgress;
  happens(event: IncomingEvent): void;
  onFrame(offset: number, bytes: Uint8Array<ArrayBuffer>): void;
  /** They offer it again: tells them how it ended, if they have not heard. */
  onOfferedAgain(): void;
  /** It is not shown any more. */
  release(): void;
}

export interface ReceiveTransferOptions {
  readonly id: number;
  readonly from: ParticipantId;
  readonly file: { readonly name: string; readonly size: number };
  readonly openSink: FilePorts['openSink'];
  readonly channel: Pick<Channel<FileMessage>, 'send'>;
  /** Tells the sender, soon, that all up to `written` is on the disk. */
  readonly onWritten: (written: number) => void;
  readonly now: () => number;
  readonly onChange: () => void;
}

function progressOf(state: Incoming): TransferProgress {
  switch (state.status) {
    case 'receiving':
      return { status: 'moving', movedBytes: state.written };
    case 'saving':
      return { status: 'checking' };
    default:
      return state;
  }
}

export function createReceiveTransfer(options: ReceiveTransferOptions): ReceiveTransfer {
  const { id, from, file, openSink, channel, now, onWritten, onChange } = options;
  let state: Incoming = { status: 'offered' };
  let sink: FileSink | null = null;

  const tell = (message: FileMessage): void => void channel.send(from, message);

  function onOpened(opened: OpenedSink): void {
    if (opened.type === 'opened') {
      // Cancelled while the person chose a place.
      if (state.status !== 'opening') opened.sink.discard();
      else sink = opened.sink;
      happens({ type: 'opened' });
    } else if (opened.type === 'refused') happens({ type: 'stop', reason: opened.reason });
    else happens({ type: 'not-opened' });
  }

  const stopOr = (problem: WriteProblem | null, event: IncomingEvent): void =>
    happens(problem === null ? event : { type: 'stop', reason: problem });

  function write(bytes: Uint8Array<ArrayBuffer>, to: number): void {
    void sink?.write(bytes).then((problem) => stopOr(problem, { type: 'written', to }));
  }

  function run(want: IncomingWant, bytes: Uint8Array<ArrayBuffer> | null): void {
    switch (want.type) {
      case 'open':
        void openSink(file).then(onOpened, () => onOpened({ type: 'refused', reason: 'unwritable' }));
        break;
      case 'write':
        if (bytes) write(bytes.subarray(want.skip), want.to);
        break;
      case 'check':
        void sink?.sha256().then((sha256) => happens({ type: 'checked', sha256 }));
        break;
      case 'save':
        void sink?.save().then((problem) => stopOr(problem, { type: 'saved' }));
        break;
      case 'discard':
        sink?.discard();
        break;
      case 'tell-pull':
        tell({ step: 'pull', id, from: want.from });
        break;
      case 'tell-progress':
        onWritten(want.written);
        break;
      case 'tell-done':
        tell({ step: 'done', id });
        break;
      case 'tell-cancel':
        tell({ step: 'cancel', id, reason: want.reason, isSender: false });
        break;
    }
  }

  function happens(event: IncomingEvent, bytes: Uint8Array<ArrayBuffer> | null = null): void {
    const before = state;
    const step = advanceIncoming(state, event, { size: file.size, now: now() });
    state = step.state;
    for (const want of step.wants) run(want, bytes);
    // Every second something is looked at, and nothing is to be drawn for that.
    if (step.state !== before) onChange();
  }

  return {
    get progress() {
      return progressOf(state);
    },
    happens: (event) => happens(event),
    onFrame: (offset, bytes) => happens({ type: 'frame', offset, length: bytes.byteLength }, bytes),
    onOfferedAgain() {
      if (state.status === 'done') run({ type: 'tell-done' }, null);
      if (state.status === 'failed' && state.reason !== 'left')
        run({ type: 'tell-cancel', reason: state.reason }, null);
    },
    release: () => sink?.discard(),
  };
}
