import type { ReadonlySignal } from '@preact/signals-core';
import * as v from 'valibot';
import { tidyName } from '../../../shared/participant-name.ts';

/** A name from storage may be older than today's rules for names. */
export const ownNameSchema = v.pipe(v.string(), v.transform(tidyName));

/** How a person sees their own tile: among the others, small in a corner, or not at all. The others see them all the same. */
export const SELF_VIEWS = ['normal', 'small', 'hidden'] as const;
export type SelfView = (typeof SELF_VIEWS)[number];

/** A device that was chosen. Its id changes when the site's data are cleared; then its label finds it again. */
const deviceChoiceSchema = v.object({ id: v.string(), label: v.string() });

const choiceOrNull = v.fallback(v.nullable(deviceChoiceSchema), null);

/**
 * What a browser remembers for a person; settings.ts keeps it. Each entry stands for itself: one that cannot be read,
 * because an older or newer page wrote it, is as if it had never been chosen, and the others stay.
 */
export const preferencesSchema = v.object({
  name: v.fallback(ownNameSchema, ''),
  /** Null leaves it to the system. */
  microphone: choiceOrNull,
  camera: choiceOrNull,
  speaker: choiceOrNull,
  /** What browsers do best by themselves for a voice, and what spoils music. */
  echoCancellation: v.fallback(v.boolean(), true),
  noiseSuppression: v.fallback(v.boolean(), true),
  autoGainControl: v.fallback(v.boolean(), true),
  /** Whether a person sees their own picture as in a mirror. The others never see it so. */
  isMirrored: v.fallback(v.boolean(), true),
  selfView: v.fallback(v.picklist(SELF_VIEWS), 'normal'),
  /** Whether microphone and camera were on when this person last left the lobby for a room. */
  startsWithMicrophone: v.fallback(v.boolean(), true),
  startsWithCamera: v.fallback(v.boolean(), true),
  /** Says so when a person talks while they are muted. */
  hintsWhenMuted: v.fallback(v.boolean(), true),
  /** Soft sounds for who comes, goes, writes or raises a hand. */
  hasSounds: v.fallback(v.boolean(), true),
  /** Notifications of the system while the page is hidden. The browser asks before it allows them. */
  hasNotifications: v.fallback(v.boolean(), false),
  /** Shortcuts of one key get in the way of those who speak to their computer (WCAG 2.1.4). */
  hasShortcuts: v.fallback(v.boolean(), true),
  /** What Quality (quality.ts) is made of. */
  isDataSaver: v.fallback(v.boolean(), false),
  isAudioOnly: v.fallback(v.boolean(), false),
  isHdForPinned: v.fallback(v.boolean(), true),
});

export type DeviceChoice = v.InferOutput<typeof deviceChoiceSchema>;
export type Preferences = v.InferOutput<typeof preferencesSchema>;

/** What a browser remembers for a person. */
export interface Settings {
  readonly preferences: ReadonlySignal<Preferences>;
  /** Takes effect at once and is remembered as far as the browser allows. */
  change(part: Partial<Preferences>): void;
}
