import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import type { ShareId } from '../../call/words.ts';

const CONTENTS = ['sharp', 'smooth'] as const;

/** On one's own screen: whether letters count there, or motion. */
export function ContentChoice({ share }: { share: ShareId }) {
  const { screens } = useApp().call;
  const t = useT();
  const chosen = screens.contents.value.get(share);
  return (
    <div class="content-choice" role="group" aria-label={t('screen.content.title')}>
      {CONTENTS.map((content) => (
        <button
          key={content}
          type="button"
          class="content-choice__option"
          data-testid={`screen-${content}`}
          aria-pressed={content === chosen}
          title={t(`screen.content.${content}.hint`)}
          onClick={() => screens.setContent(share, content)}
        >
          {t(`screen.content.${content}.name`)}
        </button>
      ))}
    </div>
  );
}
