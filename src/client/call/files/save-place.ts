/** Where a received file can be written. Pure. */
export type SavePlace =
  /** A file that the person chooses: written once, straight to where it belongs. */
  | 'picked'
  /** The browser's own storage for this site, on disk; handed over from there as a download. */
  | 'private'
  /** Handed over as a download, too. */
  | 'memory';

/** Where a file can be written, or why nowhere. */
export type FoundPlace = SavePlace | 'disk' | 'too-large';

export interface Storage {
  /** `showSaveFilePicker`: Chromium on computers. */
  readonly hasPicker: boolean;
  /** Free space in the site's private file system; null without one, as in Firefox's private windows. */
  readonly freeBytes: number | null;
}

/**
 * From here on a person is asked for a place: a file of this size should not be written twice. Below, the copy takes
 * a second, and a dialog would take longer.
 */
export const PICK_FROM_BYTES = 256 * 1024 * 1024;

/** What phones, too, can keep in memory beside a call. */
export const MAX_MEMORY_BYTES = 256 * 1024 * 1024;

/** The best place for a file of this size, or why there is none. */
export function choosePlace(size: number, { hasPicker, freeBytes }: Storage): FoundPlace {
  if (hasPicker && size >= PICK_FROM_BYTES) return 'picked';
  if (freeBytes !== null && size <= freeBytes) return 'private';
  if (hasPicker) return 'picked';
  if (freeBytes !== null) return 'disk';
  return size <= MAX_MEMORY_BYTES ? 'memory' : 'too-large';
}
