import { signal, type Signal } from '@preact/signals-core';
import { EMPTY_ROSTER } from '../../src/shared/protocol.ts';
import { createBulk, type BulkOfCall } from '../../src/client/call/messages/bulk.ts';
import { createCallState, withLink, type CallState } from '../../src/client/call/room/call-state.ts';
import { createConversations, type Conversations } from '../../src/client/call/messages/conversations.ts';
import { idOf, participant } from './scene.ts';
import { createStillLifetime } from './lifetime.ts';

/** One of two pages whose link is real but for the connections under it. */
export interface WiredPage {
  readonly id: string;
  readonly state: Signal<CallState>;
  readonly conversations: Conversations;
  readonly bulk: BulkOfCall;
}

export interface WiredPages {
  readonly alice: WiredPage;
  readonly bob: WiredPage;
  readonly now: () => number;
  readonly schedule: (task: () => void, afterMs: number) => () => void;
  /** A new connection opens; the one before is closed. */
  connect(): void;
  /** Nothing passes any more; what is under way is lost. */
  cut(): void;
  /** Lets time go by, and everything arrive that is sent meanwhile. */
  wait(ms: number): Promise<void>;
  /** Everything that was sent as text, as the receiver was given it. */
  readonly said: { readonly from: string; readonly at: number; readonly text: string }[];
}

interface Task {
  readonly at: number;
  readonly run: () => void;
}

const withConnection = (state: CallState, other: string, connection: string): CallState =>
  withLink(state, { participant: participant(other, 1), isListed: true, health: { phase: 'live', connection } });

export function createWiredPages(): WiredPages {
  let time = 0;
  let tasks: Task[] = [];
  let wire: (() => void)[] = [];
  let connectionCount = 0;
  let open: string | null = null;
  const said: { from: string; at: number; text: string }[] = [];
  const now = (): number => time;
  const schedule = (run: () => void, afterMs: number): (() => void) => {
    const task = { at: time + afterMs, run };
    tasks.push(task);
    return () => (tasks = tasks.filter((other) => other !== task));
  };

  function createPage(name: string, other: string, theirs: () => WiredPage): WiredPage {
    const start = createCallState({ selfId: idOf(name), roster: EMPTY_ROSTER, connectionPrefix: name });
    const state = signal<CallState>(withConnection(start, other, 'none'));
    const conversations: Conversations = createConversations({
      session: name,
      state: () => state.peek(),
      now,
      lifetime: createStillLifetime(schedule),
      sendText(connection, text) {
        if (connection !== open) return;
        wire.push(() => {
          said.push({ from: name, at: time, text });
          theirs().conversations.onText(connection, text);
        });
      },
      packetsReceived: () => Promise.resolve(0),
      onSilence: () => undefined,
      onStall: () => undefined,
      onFlood: () => {
        throw new Error(`${other} floods`);
      },
    });
    const bulk = createBulk({
      state: () => state.peek(),
      currentTo: (id) => conversations.currentTo(id),
      sendBytes(connection, frame) {
        if (connection !== open) return false;
        const bytes = frame.slice().buffer;
        wire.push(() => {
          theirs().conversations.onBytes(connection, bytes.byteLength);
          theirs().bulk.onBytes(connection, bytes);
        });
        return true;
      },
    });
    return { id: idOf(name), state, conversations, bulk };
  }

  const alice: WiredPage = createPage('Alice', 'Bob', () => bob);
  const bob: WiredPage = createPage('Bob', 'Alice', () => alice);

  /** Until nothing is under way, also in promises of disks. */
  async function settle(): Promise<void> {
    do {
      await new Promise(setImmediate);
      for (const arrive of wire.splice(0)) arrive();
      await new Promise(setImmediate);
    } while (wire.length > 0);
  }

  return {
    alice,
    bob,
    now,
    schedule,
    said,
    connect() {
      const before = open;
      connectionCount += 1;
      const connection = `connection-${connectionCount}`;
      wire = [];
      open = connection;
      for (const [page, other] of [
        [alice, 'Bob'],
        [bob, 'Alice'],
      ] as const) {
        if (before !== null) page.conversations.onClosed(before);
        page.state.value = withConnection(page.state.peek(), other, connection);
        page.conversations.onReady(connection);
        page.bulk.onWritable(connection);
      }
    },
    cut() {
      open = null;
      wire = [];
    },
    async wait(ms) {
      for (const until = time + ms; time < until;) {
        await settle();
        time = Math.min(
          until,
          Math.max(
            time + 1,
            ...tasks
              .map(({ at }) => at)
              .sort((a, b) => a - b)
              .slice(0, 1),
          ),
        );
        const due = tasks.filter(({ at }) => at <= time);
        tasks = tasks.filter(({ at }) => at > time);
        for (const { run } of due) run();
      }
      await settle();
    },
  };
}
