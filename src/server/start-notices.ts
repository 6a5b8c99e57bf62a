import type { Config } from './config.ts';
import { iceAdvice, stunNotice } from './ice/ice-advice.ts';

/** A hash is longer. */
const SHORT_PASSWORD_LENGTH = 12;

export interface StartNotice {
  readonly level: 'info' | 'warn';
  readonly text: string;
}

/** What somebody who starts the server should know of its configuration. */
/** @param several the variable by which the platform shows several processes: several-processes.ts */
export function startNotices(
  { secret, redisUrl, ice, adminPassword }: Pick<Config, 'secret' | 'redisUrl' | 'ice' | 'adminPassword'>,
  several: string | null = null,
): StartNotice[] {
  const advice = iceAdvice(ice);
  return [
    ...(secret === null
      ? [
          {
            level: 'warn' as const,
            text: 'SECRET is not set: tickets are signed with a random one and end with this process; browsers renew them.',
          },
        ]
      : []),
    ...(adminPassword !== null && adminPassword.length < SHORT_PASSWORD_LENGTH
      ? [{ level: 'warn' as const, text: 'ADMIN_PASSWORD is short: somebody who tries for long can guess it.' }]
      : []),
    ...(several !== null && redisUrl === null
      ? [
          {
            level: 'warn' as const,
            text: `${several} says that there are several processes: without REDIS_URL people on different ones do not find each other (docs/scaling.md).`,
          },
        ]
      : []),
    { level: 'info', text: stunNotice(ice) },
    ...(advice === null ? [] : [{ level: 'warn' as const, text: advice }]),
  ];
}
