/** Where a person finds the settings of their system. */
export type Platform = 'macos' | 'windows' | 'android' | 'ios' | 'other';

export interface Agent {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
}

export function platformOf({ userAgent, maxTouchPoints }: Agent): Platform {
  if (/Android/i.test(userAgent)) return 'android';
  // An iPad calls itself a Mac; there is no Mac with a touch screen.
  if (/iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1)) return 'ios';
  if (/Macintosh|Mac OS X/.test(userAgent)) return 'macos';
  return userAgent.includes('Windows') ? 'windows' : 'other';
}
