/**
 * Names of what is kept in Redis. Braces hold what a Redis Cluster places keys by
 * (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags): all that one script touches
 * begins with the same shard.
 */
export const SHARDS = Array.from({ length: 16 }, (_, digit) => digit.toString(16));

const shardOf = (tag: string): string => tag.charAt(0);

export const roomKey = (tag: string): string => `madang:{${shardOf(tag)}}:room:${tag}`;
/** Rooms by the time at which something in them runs out. */
export const dueKey = (shard: string): string => `madang:{${shard}}:due`;
export const dueKeyOf = (tag: string): string => dueKey(shardOf(tag));
const ROOM_CHANNEL = 'madang:room:';
export const roomChannel = (tag: string): string => ROOM_CHANNEL + tag;
export const tagOfChannel = (channel: string): string => channel.slice(ROOM_CHANNEL.length);

/** Processes by the time until which they count as alive. */
export const PROCESSES_KEY = 'madang:processes';
/** The rooms that a process has connections in, by their tags. */
export const roomsOfProcessKey = (process: string): string => `madang:process:${process}:rooms`;

/** One connection of a participant, and the process that holds it. */
export const connectionChannel = (kind: string, id: string): string => `madang:${kind}:${id}`;
