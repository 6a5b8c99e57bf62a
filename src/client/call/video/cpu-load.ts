import type { Economy } from '../words.ts';

/** How hard the processor works for this call, and how much that has made us save. */
export interface CpuLoad {
  readonly economy: Economy;
  /** Measurements in a row that speak for a change: above 0 for saving more, below for less. */
  readonly tendency: number;
}

export interface CpuReading {
  /** Whether the browser makes pictures worse by itself because the processor is too busy. */
  readonly isCpuLimited: boolean;
  /** Processor cores that encoding takes, of `cores`. */
  readonly encodingCores: number;
  readonly cores: number;
}

export const NO_CPU_LOAD: CpuLoad = { economy: 'none', tendency: 0 };

/** From this part of all cores on encoding leaves too little for decoding, drawing and other programs. */
const HEAVY = 0.5;
/** Below this there is room for the next better economy, which costs up to twice as much. */
const LIGHT = 0.2;
/** Two measurements are no coincidence; that a laptop has cooled down takes longer to believe. */
const SAVE_AFTER = 2;
const RELAX_AFTER = 8;

const ECONOMIES: readonly Economy[] = ['none', 'some', 'much'];

const shifted = (economy: Economy, by: number): Economy => ECONOMIES[ECONOMIES.indexOf(economy) + by] ?? economy;

export function nextCpuLoad(
  { economy, tendency }: CpuLoad,
  { isCpuLimited, encodingCores, cores }: CpuReading,
): CpuLoad {
  const isHeavy = isCpuLimited || encodingCores > HEAVY * cores;
  const isLight = !isCpuLimited && encodingCores < LIGHT * cores;
  const next = isHeavy ? Math.max(0, tendency) + 1 : isLight ? Math.min(0, tendency) - 1 : 0;
  if (next >= SAVE_AFTER) return { economy: shifted(economy, 1), tendency: 0 };
  if (next <= -RELAX_AFTER) return { economy: shifted(economy, -1), tendency: 0 };
  return { economy, tendency: next };
}

export const saving = (...economies: readonly Economy[]): Economy =>
  ECONOMIES.findLast((economy) => economies.includes(economy)) ?? 'none';
