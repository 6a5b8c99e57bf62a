import { Smile } from 'lucide';
import { useT } from '../kit/i18n.ts';
import { CHAT_EMOJI } from './emoji.ts';
import { Popup } from '../kit/popup.tsx';

export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const t = useT();
  return (
    <Popup icon={Smile} label={t('chat.emoji')} buttonClass="icon-button" testId="emoji">
      {(close) =>
        CHAT_EMOJI.map((emoji) => (
          <button
            key={emoji}
            type="button"
            class="emoji-button"
            onClick={() => {
              close();
              onPick(emoji);
            }}
          >
            {emoji}
          </button>
        ))
      }
    </Popup>
  );
}
