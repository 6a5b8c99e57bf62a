import { type IconNode, LayoutGrid, PictureInPicture2, Sparkles, User } from 'lucide';
import { LAYOUTS, type Layout } from './arrangement.ts';
import { useApp } from '../context.ts';
import { Dialog, type DialogProps } from '../kit/dialog.tsx';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { canPictureInPicture, openPictureInPicture } from './picture-in-picture.ts';

const ICONS: Readonly<Record<Layout, IconNode>> = { auto: Sparkles, grid: LayoutGrid, speaker: User };

function LayoutChoice({ layout }: { layout: Layout }) {
  const { staging } = useApp();
  const t = useT();
  return (
    <label class="choice">
      <input
        type="radio"
        name="layout"
        value={layout}
        checked={staging.layout.value === layout}
        onChange={() => staging.chooseLayout(layout)}
      />
      <Icon of={ICONS[layout]} />
      <span class="choice__text">
        <strong>{t(`layout.${layout}.name`)}</strong>
        <span>{t(`layout.${layout}.hint`)}</span>
      </span>
    </label>
  );
}

/** How the stage looks, for this person; and the way out of the page, into a small window. */
export function LayoutDialog({ onClose }: DialogProps) {
  const app = useApp();
  const t = useT();
  return (
    <Dialog title={t('layout.title')} kind="layout" onClose={onClose}>
      <fieldset class="choices">
        <legend class="visually-hidden">{t('layout.title')}</legend>
        {LAYOUTS.map((layout) => (
          <LayoutChoice key={layout} layout={layout} />
        ))}
      </fieldset>
      {canPictureInPicture() && (
        <button
          type="button"
          class="button button--wide"
          data-testid="pip"
          onClick={({ currentTarget }) => {
            openPictureInPicture(app);
            currentTarget.closest('dialog')?.close();
          }}
        >
          <Icon of={PictureInPicture2} size={20} /> {t('pip.open')}
        </button>
      )}
    </Dialog>
  );
}
