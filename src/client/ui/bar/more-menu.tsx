import { useSignal } from '@preact/signals';
import { Ellipsis } from 'lucide';
import { useRef } from 'preact/hooks';
import { GROUPS, type Action } from './action.ts';
import { BarButton } from './bar-button.tsx';
import { BarPlace } from './bar-place.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { Sheet } from '../kit/sheet.tsx';

/** What has no room in the bar: in words, and in groups. */
export function MoreMenu({ actions }: { actions: readonly Action[] }) {
  const t = useT();
  const isOpen = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  const groups = GROUPS.map((group) => actions.filter(({ place }) => place === group)).filter(
    ({ length }) => length > 0,
  );
  return (
    <>
      <button
        ref={opener}
        type="button"
        class="round-button"
        aria-haspopup="dialog"
        aria-expanded={isOpen.value}
        aria-label={t('room.more')}
        title={t('room.more')}
        data-testid="more"
        onClick={() => (isOpen.value = true)}
      >
        <Icon of={Ellipsis} />
      </button>
      {isOpen.value && (
        <Sheet label={t('room.more')} above={opener} onClose={() => (isOpen.value = false)}>
          <BarPlace.Provider value="menu">
            <div class="menu">
              {groups.map((group, index) => (
                <div key={index} class="menu__section">
                  {group.map((action) => (
                    <BarButton key={action.id} action={action} />
                  ))}
                </div>
              ))}
            </div>
          </BarPlace.Provider>
        </Sheet>
      )}
    </>
  );
}
