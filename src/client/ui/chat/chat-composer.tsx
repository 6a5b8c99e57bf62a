import { useSignal } from '@preact/signals';
import { SendHorizontal } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { ErrorCode } from '../../../shared/result.ts';
import { MAX_CHAT_LENGTH } from '../../call/together/chat-text.ts';
import { ChatRecipient } from './chat-recipient.tsx';
import { useApp } from '../context.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';

const MAX_ROWS = 5;

/** Writes a message: Enter sends it, Shift and Enter break the line. */
export function ChatComposer({ isOpen }: { isOpen: boolean }) {
  const { chatTo: to, together } = useApp();
  const { chat } = together;
  const t = useT();
  const input = useRef<HTMLTextAreaElement>(null);
  const text = useSignal('');
  const refusal = useSignal<ErrorCode | null>(null);
  const isShiftDown = useRef(false);

  useEffect(() => {
    if (isOpen) input.current?.focus();
  }, [isOpen]);

  // Somebody chosen in one call is not meant in the next.
  useEffect(() => () => void (to.value = null), [to]);

  const send = (): void => {
    if (text.peek().trim() === '') return;
    const sent = chat.send(text.peek(), to.peek()?.id ?? null);
    refusal.value = sent.ok ? null : sent.code;
    if (sent.ok) text.value = '';
  };

  /**
   * `beforeinput` and not `keydown`: an Enter that only ends a composition (Korean, Japanese, Chinese) breaks no line,
   * and browsers do not agree on how `keydown` tells so.
   */
  const onBeforeInput = (event: InputEvent): void => {
    const isBreak = event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph';
    if (!isBreak || isShiftDown.current || event.isComposing) return;
    event.preventDefault();
    send();
  };

  const insert = (emoji: string): void => {
    const field = input.current;
    if (!field || field.value.length + emoji.length > MAX_CHAT_LENGTH) return;
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
    text.value = field.value;
    field.focus();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
        input.current?.focus();
      }}
    >
      <ChatRecipient to={to} />
      {refusal.value !== null && (
        <p class="composer__refusal" role="alert">
          {t(`errors.${refusal.value}`)}
        </p>
      )}
      <div class="composer__row">
        <textarea
          ref={input}
          class="composer__input"
          rows={Math.min(MAX_ROWS, text.value.split('\n').length)}
          value={text.value}
          maxLength={MAX_CHAT_LENGTH}
          placeholder={t('chat.input')}
          aria-label={t('chat.input')}
          enterkeyhint="send"
          dir="auto"
          data-testid="chat-input"
          onKeyDown={({ shiftKey }) => (isShiftDown.current = shiftKey)}
          onBeforeInput={onBeforeInput}
          onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        />
        <EmojiPicker onPick={insert} />
        <button type="submit" class="icon-button composer__send" aria-label={t('chat.send')} title={t('chat.send')}>
          <Icon of={SendHorizontal} size={20} />
        </button>
      </div>
    </form>
  );
}
