import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { Dialog, type DialogProps } from './dialog.tsx';
import { loadDialogTexts, useT } from './i18n.ts';

/** Fetches the code of a component, and its texts, when it is first shown; `Failed` stands in for code that does not come. */
function whenShown<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Failed: ComponentType<Props>,
): ComponentType<Props> {
  return function Lazy(props) {
    const component = useSignal<{ readonly Loaded: ComponentType<Props> } | null>(null);
    useEffect(() => {
      Promise.all([load(), loadDialogTexts()]).then(
        ([Loaded]) => (component.value = { Loaded }),
        // Offline, or the server has a newer build meanwhile.
        () => (component.value = { Loaded: Failed }),
      );
    }, [component]);
    if (component.value === null) return null;
    const { Loaded } = component.value;
    return <Loaded {...props} />;
  };
}

function FailedDialog({ onClose }: DialogProps) {
  const t = useT();
  return (
    <Dialog title={t('dialog.failed.title')} kind="notice" onClose={onClose}>
      <p>{t('dialog.failed.text')}</p>
    </Dialog>
  );
}

function FailedPlace() {
  const t = useT();
  return (
    <p class="load-failed" role="alert">
      {t('dialog.failed.text')}
    </p>
  );
}

/** `lazy(() => import('./x.tsx').then(({ X }) => X))` */
export const lazy = <Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> =>
  whenShown(load, FailedPlace);

export const lazyDialog = (load: () => Promise<ComponentType<DialogProps>>): ComponentType<DialogProps> =>
  whenShown(load, FailedDialog);
