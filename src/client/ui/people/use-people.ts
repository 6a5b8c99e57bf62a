import { isTurnedOn } from '../../call/devices/device-state.ts';
import { tileStateWithAway } from '../../call/together/away.ts';
import { tilesOf, type TileModel } from '../../call/room/tiles.ts';
import { useApp } from '../context.ts';
import type { Person } from './people.ts';

/** Everybody in the room, with this page's person. */
export function usePeople(): readonly Person[] {
  const { call, media, together } = useApp();
  const { roster } = call.state.value;
  const hosts = new Set(roster.participants.filter(({ isHost }) => isHost).map(({ id }) => id));
  const queue = together.hands.queue.value;
  const devicesOf = ({ id, isSelf }: TileModel): Pick<Person, 'isMicrophoneOn' | 'isCameraOn'> => {
    if (isSelf) {
      return { isMicrophoneOn: isTurnedOn(media.microphone.value), isCameraOn: isTurnedOn(media.camera.value) };
    }
    const told = call.mediaStates.value.get(id);
    return { isMicrophoneOn: told?.microphone ?? null, isCameraOn: told?.camera ?? null };
  };

  return tilesOf(call.state.value, []).map((tile) => ({
    id: tile.id,
    name: tile.name,
    isSelf: tile.isSelf,
    isHost: hosts.has(tile.id),
    state: tileStateWithAway(tile.state, together.away.ids.value.has(tile.id)),
    ...devicesOf(tile),
    hand: queue.includes(tile.id) ? queue.indexOf(tile.id) + 1 : null,
  }));
}
