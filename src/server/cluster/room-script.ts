import { dueKeyOf, roomChannel, roomKey } from './keys.ts';
import type { RedisClient } from './redis.ts';

/**
 * Puts a room in the place of what it was made from, and tells all processes, in one step: so facts are told in the order
 * of their revisions. Where another process was faster nothing happens, and what is there now is returned.
 */
const REPLACE = `
local current = redis.call('GET', KEYS[1]) or ''
if current ~= ARGV[1] then return current end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
if ARGV[4] == '' then redis.call('ZREM', KEYS[2], ARGV[5]) else redis.call('ZADD', KEYS[2], ARGV[4], ARGV[5]) end
redis.call('PUBLISH', ARGV[6], ARGV[7])
return false
`;

/** A room that no process renews is forgotten: all of them have ended. */
export const ROOM_LIFETIME_MS = 60 * 60_000;

export interface Replacement {
  readonly tag: string;
  readonly roomId: string;
  /** Both as JSON; empty for a room that nobody is in. */
  readonly before: string;
  readonly after: string;
  /** When something in it runs out, in milliseconds; or Infinity. */
  readonly dueAt: number;
  readonly message: string;
}

/** Resolves with null when it was done, else with what is there instead. */
export async function replaceRoom(redis: RedisClient, replacement: Replacement): Promise<string | null> {
  const { tag, roomId, before, after, dueAt, message } = replacement;
  const answer = await redis.eval(REPLACE, {
    keys: [roomKey(tag), dueKeyOf(tag)],
    arguments: [
      before,
      after,
      String(ROOM_LIFETIME_MS),
      Number.isFinite(dueAt) ? String(Math.ceil(dueAt)) : '',
      roomId,
      roomChannel(tag),
      message,
    ],
  });
  return typeof answer === 'string' ? answer : null;
}
