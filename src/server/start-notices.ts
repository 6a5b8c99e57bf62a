import type { Config } from './config.ts';
import { iceAdvice, stunNotice } from './ice/ice-advice.ts';

export interface StartNotice {
  readonly level: 'info' | 'warn';
  readonly text: string;
}

/** What somebody who starts the server should know of its configuration. */
export function startNotices({ secret, ice }: Pick<Config, 'secret' | 'ice'>): StartNotice[] {
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
    { level: 'info', text: stunNotice(ice) },
    ...(advice === null ? [] : [{ level: 'warn' as const, text: advice }]),
  ];
}
