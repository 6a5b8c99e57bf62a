import { createTransfers, type Transfers, type TransfersOptions } from '../call/files/transfers.ts';
import { findPlace, openFileSink } from './file-sink.ts';
import { openFileSource } from './file-source.ts';

const randomId = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** Transfers on this browser's disk; loaded with the first file. */
export const startTransfers = (
  options: Omit<TransfersOptions, 'openSource' | 'openSink' | 'findPlace' | 'randomId'>,
): Transfers =>
  createTransfers({ ...options, openSource: openFileSource, openSink: openFileSink, findPlace, randomId });
