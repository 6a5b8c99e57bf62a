import { expect, test } from '@jest/globals';
import {
  NO_CPU_LOAD,
  nextCpuLoad,
  saving,
  type CpuLoad,
  type CpuReading,
} from '../../../../../src/client/call/video/cpu-load.ts';

const CORES = 4;
const load = (encodingCores: number, isCpuLimited = false): CpuReading => ({
  encodingCores,
  isCpuLimited,
  cores: CORES,
});
const after = (loads: readonly CpuReading[], from: CpuLoad = NO_CPU_LOAD): CpuLoad => loads.reduce(nextCpuLoad, from);
const times = (count: number, one: CpuReading): CpuReading[] => Array.from({ length: count }, () => one);

const HEAVY = load(2.5);
const LIGHT = load(0.1);
const FAIR = load(1.2);

test.each<[string, CpuReading[], string]>([
  ['one heavy measurement is a coincidence', [HEAVY], 'none'],
  ['two in a row are not', [HEAVY, HEAVY], 'some'],
  ['two with a fair one between are', [HEAVY, FAIR, HEAVY], 'none'],
  ['four in a row save much', times(4, HEAVY), 'much'],
  ['it never saves more than much', times(20, HEAVY), 'much'],
  ['a browser that gives up sharpness counts as heavy, however little it encodes', times(2, load(0.1, true)), 'some'],
  ['a light load takes its time to be believed', [HEAVY, HEAVY, ...times(7, LIGHT)], 'some'],
  ['then it relaxes', [HEAVY, HEAVY, ...times(8, LIGHT)], 'none'],
  ['a fair load changes nothing, for ever', [HEAVY, HEAVY, ...times(50, FAIR)], 'some'],
])('U6: %s', (_name, loads, economy) => {
  expect(after(loads).economy).toBe(economy);
});

test('U6: of several reasons to save the strongest counts', () => {
  expect(saving('none', 'some')).toBe('some');
  expect(saving('much', 'none')).toBe('much');
  expect(saving('none', 'none')).toBe('none');
});
