import type { DeviceState } from '../ports/local-media.ts';

/** Wanted, and there or about to be: what a toggle shows as pressed. */
export const isTurnedOn = ({ status }: DeviceState): boolean => status !== 'off' && status !== 'unavailable';
