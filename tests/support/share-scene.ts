import type { Fact } from '../../src/shared/protocol.ts';
import type { Effect } from '../../src/client/call/room/call-state.ts';
import { brief, createSceneWith, enter, idOf, participant, type Scene } from './scene.ts';

/** A call in which screens are shared. Only what concerns them is among its effects. */
export interface ShareScene extends Scene {
  /** Lets people come and go, until our links with them are as given. */
  meets(people: Readonly<Record<string, 'connecting' | 'live' | 'mending'>>): void;
}

/** We have joined first, so the others call us: no camera is dialled. */
const OUR_SEQ = 1;

const camera = (name: string): string => `camera-${name.toLowerCase()}`;

const isOfScreens = (effect: Effect): boolean =>
  effect.type.startsWith('connection:') &&
  !('connection' in effect && effect.connection?.startsWith('camera-')) &&
  !('share' in effect && effect.share === null);

export function createShareScene(): ShareScene {
  const scene = createSceneWith([], (effect) => (isOfScreens(effect) ? brief(effect) : null));
  let seq = OUR_SEQ;
  scene.happens(...enter(OUR_SEQ));

  const tells = (fact: Fact): void => scene.happens({ type: 'room:fact', fact });
  const nextRev = (): number => scene.state.roster.rev + 1;

  function joins(name: string): void {
    seq += 1;
    tells({ type: 'participant:joined', rev: nextRev(), participant: participant(name, seq) });
  }

  function bringTo(name: string, phase: 'connecting' | 'live' | 'mending'): void {
    if (!scene.link(name)) joins(name);
    const connection = camera(name);
    if (phase === 'live' && scene.link(name)?.health.phase === 'connecting') {
      scene.happens({ type: 'connection:incoming', from: idOf(name), connection });
    }
    if (phase === 'live') scene.happens({ type: 'connection:live', connection });
    if (phase === 'mending') scene.happens({ type: 'connection:interrupted', connection });
    const reached = scene.link(name)?.health.phase;
    if (reached !== phase) throw new Error(`the link with ${name} is ${reached}, not ${phase}`);
  }

  return Object.assign(scene, {
    meets(people: Parameters<ShareScene['meets']>[0]) {
      const gone = [...scene.state.links.values()].filter(({ participant: { name } }) => !(name in people));
      for (const { participant: left } of gone) {
        tells({ type: 'participant:left', rev: nextRev(), id: left.id, reason: 'left' });
      }
      for (const [name, phase] of Object.entries(people)) bringTo(name, phase);
    },
  });
}
