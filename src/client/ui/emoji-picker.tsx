import { Smile } from 'lucide';
import { useT } from './i18n.ts';
import { Popup } from './popup.tsx';

/** The ones that people send most; keyboards have the others. */
const EMOJI = Array.from('😀😂😊😍🤔😅😭😮😴🙏👍👎👏👋🙌💪❤🔥🎉✅❌👀☕💡');

export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const t = useT();
  return (
    <Popup icon={Smile} label={t('chat.emoji')} buttonClass="icon-button" testId="emoji">
      {(close) =>
        EMOJI.map((emoji) => (
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
