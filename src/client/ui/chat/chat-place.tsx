import { useRef } from 'preact/hooks';
import { useApp } from '../context.ts';
import { lazy } from '../kit/lazy.tsx';

const ChatPanel = lazy(() => import('./chat-panel.tsx').then((module) => module.ChatPanel));

/** Nothing until the chat is opened for the first time. */
export function ChatPlace() {
  const { panel } = useApp();
  const wasOpened = useRef(false);
  const isOpen = panel.value === 'chat';
  if (isOpen) wasOpened.current = true;
  return wasOpened.current ? <ChatPanel isOpen={isOpen} onClose={() => (panel.value = null)} /> : null;
}
