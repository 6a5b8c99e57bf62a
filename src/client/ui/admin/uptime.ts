const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

/** Such as "3 days": in the largest unit that fits. */
export function uptimeText(seconds: number, locale: string): string {
  const { unit, seconds: length } = UNITS.find((each) => seconds >= each.seconds) ?? UNITS[3];
  const count = Math.floor(seconds / length);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
