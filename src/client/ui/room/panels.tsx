import type { ComponentType } from 'preact';
import { useRef } from 'preact/hooks';
import { useApp } from '../context.ts';
import { lazy } from '../kit/lazy.tsx';
import type { PanelName } from '../kit/side-panel.tsx';

export interface PanelProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const PANELS = {
  chat: lazy(() => import('../chat/chat-panel.tsx').then((module) => module.ChatPanel)),
  people: lazy(() => import('../people/people-panel.tsx').then((module) => module.PeoplePanel)),
} satisfies Record<PanelName, ComponentType<PanelProps>>;

const NAMES = Object.keys(PANELS) as PanelName[];

/** Nothing until it is opened for the first time. */
function PanelPlace({ name }: { name: PanelName }) {
  const { panel } = useApp();
  const wasOpened = useRef(false);
  const isOpen = panel.value === name;
  if (isOpen) wasOpened.current = true;
  const Panel = PANELS[name];
  return wasOpened.current ? <Panel isOpen={isOpen} onClose={() => (panel.value = null)} /> : null;
}

/** What can stand beside the stage, one at a time. */
export const Panels = () => NAMES.map((name) => <PanelPlace key={name} name={name} />);
