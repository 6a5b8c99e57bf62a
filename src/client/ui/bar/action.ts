import type { ParseKeys } from 'i18next';
import type { IconNode } from 'lucide';
import type { ComponentType } from 'preact';
import type { AppContext } from '../context.ts';

/** What the bar's menu shows together, in this order: said to the others, the room, this person's own view. */
export const GROUPS = ['say', 'room', 'own'] as const;

/**
 * Where an action has its button. `devices` and `sharing` are always in the bar, `leave` is its last button. The
 * groups are in the bar as far as there is room, the rest in its menu. `none`: the bar draws no button for it.
 */
export type ActionPlace = 'devices' | 'sharing' | 'leave' | 'none' | (typeof GROUPS)[number];

export interface ActionShortcut {
  /** As `KeyboardEvent.key` has it; letters in lower case. */
  readonly key: string;
  /** In the list of shortcuts; left out where it is the label of the action. */
  readonly label?: ParseKeys;
  /** The others notice it, or it ends the call: the key waits longer for what would make it a letter of a text. */
  readonly isGrave?: boolean;
  /** Left out where the key does what the button does. */
  readonly press?: (app: AppContext) => void;
  /** For what lasts as long as the key is down; returns what ends it. Not for letters, which wait before they act. */
  readonly hold?: (app: AppContext) => () => void;
}

/** Something a person can do in a call. Its functions read signals, so that a component follows them. */
export interface Action {
  /** The `data-testid` of its button. */
  readonly id: string;
  readonly place: ActionPlace;
  readonly icon: IconNode;
  /** While it is pressed; left out where the icon stays. */
  readonly pressedIcon?: IconNode;
  readonly label: ParseKeys;
  /** While it is pressed: what the next press does. Left out where the label stays. */
  readonly pressedLabel?: ParseKeys;
  readonly shortcut?: ActionShortcut;
  /** For what is on or off; left out for what is done once. */
  readonly isPressed?: (app: AppContext) => boolean;
  /** Left out where `Control` does it. */
  readonly press?: (app: AppContext) => void;
  /** Whether it is any use here; always, unless said otherwise. */
  readonly isOffered?: (app: AppContext) => boolean;
  /** Something new behind it: how many, and the label that says so. */
  readonly badge?: {
    readonly count: (app: AppContext) => number;
    readonly label: ParseKeys<'translation', { count: number }>;
  };
  /** Stands in for the plain button. */
  readonly Control?: ComponentType<ActionProps>;
}

export interface ActionProps {
  readonly action: Action;
}

export const isOfferedIn =
  (app: AppContext) =>
  ({ isOffered }: Action): boolean =>
    isOffered?.(app) ?? true;

/** A key as people read it on a keyboard, and as `aria-keyshortcuts` has it. */
export const keyName = ({ key }: Pick<ActionShortcut, 'key'>): string => key.toUpperCase();
