import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { Call } from '../call.ts';
import { FILE_CHANNEL, fileMessageSchema } from './file-message.ts';
import type { Transfer } from './transfer.ts';
import type { Transfers, TransfersOptions } from './transfers.ts';

/** Files to and from the others. Only this much is there from the start; the rest comes with the first file. */
export interface Files {
  readonly transfers: ReadonlySignal<readonly Transfer[]>;
  offer(to: readonly ParticipantId[], files: readonly File[]): void;
  accept(key: string): void;
  /** Declines what is offered, cancels what is under way. */
  stop(key: string): void;
  dismiss(key: string): void;
}

/** Loads transfers.ts with what it needs of the disk. */
type LoadTransfers = () => Promise<
  (options: Pick<TransfersOptions, 'channel' | 'bulk' | 'state' | 'shown'>) => Transfers
>;

export function createFiles({ messages, bulk, state }: Call, load: LoadTransfers): Files {
  const channel = messages.channel('file', fileMessageSchema, FILE_CHANNEL);
  const shown = signal<readonly Transfer[]>([]);
  let loading: Promise<Transfers> | null = null;
  let loaded: Transfers | null = null;

  async function start(): Promise<Transfers> {
    const create = await load();
    loaded = create({ channel, bulk, state, shown });
    return loaded;
  }

  /** Tasks are done in order, those that waited for the code first. */
  function withTransfers(task: (transfers: Transfers) => void): void {
    loading ??= start();
    loading.then(task, () => {
      // Not to be had now; the next one tries again, and an offer comes again with the next connection.
      loading = null;
    });
  }

  channel.on((from, message) => withTransfers((transfers) => transfers.receive(from, message)));
  channel.greetWithAll((to) => loaded?.greeting(to) ?? []);

  return {
    transfers: shown,
    offer: (to, files) =>
      withTransfers((transfers) => {
        for (const file of files) for (const id of to) transfers.offer(id, file);
      }),
    accept: (key) => withTransfers((transfers) => transfers.accept(key)),
    stop: (key) => withTransfers((transfers) => transfers.stop(key)),
    dismiss: (key) => withTransfers((transfers) => transfers.dismiss(key)),
  };
}
