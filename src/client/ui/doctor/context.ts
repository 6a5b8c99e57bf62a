import type { ReadonlySignal } from '@preact/signals';
import type { Examination } from '../../call/doctor/examination.ts';

/** What the doctor's page shows and does, given once by doctor.ts. */
export interface DoctorContext {
  readonly examination: Examination;
  readonly speaker: { play(): void; answer(isHeard: boolean): void };
  /** What the camera sees while it is examined. */
  readonly picture: ReadonlySignal<MediaStream | null>;
  /** What the microphone hears, 0 to 1. */
  readonly level: ReadonlySignal<number>;
  /** Where the person came from; null for nowhere. */
  readonly room: string | null;
}
