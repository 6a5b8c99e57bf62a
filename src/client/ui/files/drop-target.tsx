import { useSignal } from '@preact/signals';
import { Upload } from 'lucide';
import { useEffect } from 'preact/hooks';
import { useT } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { filesOf, hasFiles } from './dropped-files.ts';

/**
 * Takes files that are dropped anywhere on the room, or pasted into it. Without it the browser would open a dropped
 * file instead of the call.
 */
export function DropTarget({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const t = useT();
  const isOver = useSignal(false);

  useEffect(() => {
    const take = (data: DataTransfer | null): void => {
      const files = filesOf(data);
      if (files.length > 0) onFiles(files);
    };
    const listening = new AbortController();
    const { signal } = listening;
    const onDrag = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      isOver.value = true;
    };
    addEventListener('dragenter', onDrag, { signal });
    addEventListener('dragover', onDrag, { signal });
    addEventListener(
      'dragleave',
      (event) => {
        // Also fires between elements; out of the window there is none to enter.
        if (event.relatedTarget === null) isOver.value = false;
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        isOver.value = false;
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        take(event.dataTransfer);
      },
      { signal },
    );
    addEventListener('paste', (event) => take(event.clipboardData), { signal });
    return () => listening.abort();
  }, [isOver, onFiles]);

  if (!isOver.value) return null;
  return (
    <div class="drop-target" aria-hidden="true">
      <p class="drop-target__words">
        <Icon of={Upload} size={32} /> {t('files.drop')}
      </p>
    </div>
  );
}
