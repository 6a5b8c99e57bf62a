import { useSignal } from '@preact/signals';
import { ArrowDown } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ChatEntryView } from './chat-entry.tsx';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { useResize } from '../kit/use-resize.ts';

/** Nearer to the end than this, in CSS pixels, somebody reads along. */
const NEAR_END = 40;

/** The messages; stays at the newest unless somebody scrolled up to read. */
export function ChatLog({ isOpen }: { isOpen: boolean }) {
  const { chat } = useApp().together;
  const t = useT();
  const log = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useSignal(true);
  const entries = chat.entries.value;
  const newest = entries.at(-1);

  const toEnd = (): void => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  };
  // By a new message, by one that gets its true height because it comes into sight, and by the panel's own width.
  useResize(list, () => {
    if (isAtEnd.peek()) toEnd();
  });
  // Whoever writes reads what they wrote, wherever they were reading.
  useLayoutEffect(() => {
    if (isOpen && newest?.direction === 'sent') toEnd();
  }, [isOpen, newest]);

  return (
    <div class="chat-log">
      <div
        ref={log}
        class="chat-log__entries"
        role="log"
        aria-label={t('chat.log')}
        tabIndex={0}
        data-testid="chat-log"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.value = scrollHeight - scrollTop - clientHeight < NEAR_END;
        }}
      >
        <div ref={list} class="chat-log__list">
          <p class="chat-log__start">{t('chat.start')}</p>
          {entries.map((entry) => (
            <ChatEntryView key={entry.id} entry={entry} />
          ))}
        </div>
      </div>
      {!isAtEnd.value && (
        <button type="button" class="button chat-log__newest" onClick={toEnd}>
          <Icon of={ArrowDown} size={18} /> {t('chat.newest')}
        </button>
      )}
    </div>
  );
}
