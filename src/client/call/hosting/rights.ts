import { DEFAULT_SETTINGS, type RoomSettings } from '../../../shared/hosting.ts';
import type { ParticipantId, Roster } from '../../../shared/protocol.ts';
import type { CallState } from '../room/call-state.ts';

/** Who may do what in the room, as the server has told it. The server decides the same, and every page keeps to it. */

type Known = Pick<CallState, 'roster' | 'selfId'>;

export const settingsOf = ({ settings = DEFAULT_SETTINGS }: Roster): RoomSettings => settings;

export const isHost = ({ roster, selfId }: Known, id: ParticipantId = selfId): boolean =>
  roster.participants.some((participant) => participant.id === id && participant.isHost === true);

/** Whether somebody may share a screen. */
export const mayShareScreen = (known: Known, id: ParticipantId = known.selfId): boolean =>
  settingsOf(known.roster).screens === 'everyone' || isHost(known, id);

/** Whether we may lock the room and let people in. */
export const isDoorkeeper = (known: Known): boolean =>
  settingsOf(known.roster).doorkeepers === 'everyone' || isHost(known);

/** Whether a host took somebody out of the room: no page connects with them. */
export const isRemoved = ({ roster }: Pick<Known, 'roster'>, id: ParticipantId): boolean =>
  roster.removed?.includes(id) ?? false;
