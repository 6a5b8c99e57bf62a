import { MessageSquare } from 'lucide';
import { useRef } from 'preact/hooks';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { lazy } from '../kit/lazy.tsx';
import { BarButton } from './bar-button.tsx';

/** More than that is many. */
const HIGHEST_SHOWN = 99;

const badgeOf = (count: number): string => (count > HIGHEST_SHOWN ? `${HIGHEST_SHOWN}+` : `${count}`);

export function ChatToggle() {
  const { panel, together } = useApp();
  const t = useT();
  const count = together.chat.unread.value;
  const isOpen = panel.value === 'chat';
  return (
    <BarButton
      icon={MessageSquare}
      label={count > 0 ? t('chat.toggleUnread', { count }) : t('chat.toggle')}
      isPressed={isOpen}
      shortcut="C"
      testId="chat-toggle"
      onClick={() => (panel.value = isOpen ? null : 'chat')}
      badge={count > 0 ? badgeOf(count) : null}
    />
  );
}

const ChatPanel = lazy(() => import('../chat/chat-panel.tsx').then((module) => module.ChatPanel));

/** Nothing until the chat is opened for the first time. */
export function ChatPlace() {
  const { panel } = useApp();
  const wasOpened = useRef(false);
  const isOpen = panel.value === 'chat';
  if (isOpen) wasOpened.current = true;
  return wasOpened.current ? <ChatPanel isOpen={isOpen} onClose={() => (panel.value = null)} /> : null;
}
