import type { Ice } from '../../shared/ice.ts';
import type { CallEvent, Effect } from './room/call-state.ts';
import type { Notify } from './notices/notice.ts';
import type { CallPorts } from './ports.ts';
import type { ConnectionId, ShareId } from './words.ts';

/** Stands for a call that has no connection any more. */
export const NO_CALL = 'gone';

export interface EffectRunnerOptions extends Pick<CallPorts, 'room' | 'links'> {
  readonly dispatch: (event: CallEvent) => void;
  /** A connection was closed. */
  readonly onClosed: (connection: ConnectionId) => void;
  /** One of our screens; undefined when it has ended meanwhile. */
  readonly screenOf: (share: ShareId) => MediaStream | undefined;
  /** Sees whether media flows over a connection that was mended. */
  readonly checkMedia: (connection: ConnectionId) => void;
  readonly notify: Notify;
  /** We are in the room, with ICE servers for the stay; null when those of the page do as well. */
  readonly acceptIce: (ice: Ice | null) => void;
}

/** Does what the reducer wants done. Answers come back as events. */
export function createEffectRunner(options: EffectRunnerOptions) {
  const { room, links, dispatch, onClosed, screenOf, checkMedia, notify, acceptIce } = options;
  /** Counts what is asked of the door: of join, knock and leave only the last one's answer is still of interest. */
  let askedAtDoor = 0;

  async function askAtDoor<T>(question: Promise<T>): Promise<T | null> {
    askedAtDoor += 1;
    const asked = askedAtDoor;
    const answer = await question;
    return asked === askedAtDoor ? answer : null;
  }

  const callIdOf = (connection: ConnectionId | null): string =>
    (connection === null ? null : links.callOf(connection)?.callId) ?? NO_CALL;

  function dial({ to, connection, share }: Extract<Effect, { type: 'connection:dial' }>): void {
    if (share === null) {
      links.dial(to, connection);
      return;
    }
    const stream = screenOf(share);
    if (stream) links.dialScreen(to, connection, { share, stream });
  }

  /** The other side is told: then it need not wait for a timeout. */
  function hangUp(connection: ConnectionId): void {
    const call = links.callOf(connection);
    if (call) void room.signal(call.to, call.callId, { type: 'hang-up' });
    links.close(connection);
    onClosed(connection);
  }

  return (wanted: Effect): void => {
    switch (wanted.type) {
      case 'room:join':
        void askAtDoor(room.join(wanted.name, wanted.isLocked, wanted.keys)).then((joined) => {
          if (joined?.ok) {
            // First: what is dialled because of the joining begins with them.
            acceptIce(joined.value.ice);
            dispatch({ type: 'room:joined', joined: joined.value });
          }
          if (joined?.ok === false) dispatch({ type: 'room:refused', code: joined.code });
        });
        break;
      case 'room:knock':
        void askAtDoor(room.knock(wanted.name)).then((heard) => {
          if (heard?.ok) dispatch({ type: 'room:knocked', mayEnter: heard.value.mayEnter });
          else if (heard) dispatch({ type: 'room:refused', code: heard.code });
        });
        break;
      case 'room:leave':
        void askAtDoor(room.leave());
        break;
      case 'room:rename':
        void room.rename(wanted.name);
        break;
      case 'room:resync':
        void room.resync().then((roster) => {
          if (roster?.ok) dispatch({ type: 'room:roster', roster: roster.value });
        });
        break;
      case 'room:probe':
        void room.probe();
        break;
      case 'room:reconnect':
        room.reconnect();
        break;
      case 'peer-server:reconnect':
        links.reconnect();
        break;
      case 'connection:dial':
        dial(wanted);
        break;
      case 'connection:ask-redial':
        void room.signal(wanted.to, wanted.share ?? callIdOf(wanted.connection), { type: 'redial' });
        break;
      case 'connection:answer':
        links.answer(wanted.connection);
        break;
      case 'connection:close':
        hangUp(wanted.connection);
        break;
      case 'connection:restart':
        links.restart(wanted.connection);
        break;
      case 'connection:refresh':
        links.refresh(wanted.connection);
        break;
      case 'connection:check-media':
        checkMedia(wanted.connection);
        break;
      case 'notice':
        notify(wanted.notice);
        break;
    }
  };
}
