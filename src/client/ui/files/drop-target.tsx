import { useSignal } from '@preact/signals';
import { Upload } from 'lucide';
import { useEffect } from 'preact/hooks';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { droppedFiles, hasFiles, pastedFiles, type DropProblem } from './dropped-files.ts';

/**
 * Takes files that are dropped anywhere on the room, or pasted into it. Without it the browser would open a dropped
 * file instead of the call.
 */
export function DropTarget({
  onFiles,
  onProblem,
}: {
  onFiles: (files: readonly File[]) => void;
  onProblem: (problem: DropProblem) => void;
}) {
  const t = useT();
  const isOver = useSignal(false);

  useEffect(() => {
    const take = (files: readonly File[]): void => {
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
        void droppedFiles(event.dataTransfer).then(({ files, problem }) => {
          if (problem) onProblem(problem);
          take(files);
        });
      },
      { signal },
    );
    addEventListener('paste', (event) => take(pastedFiles(event.clipboardData)), { signal });
    return () => listening.abort();
  }, [isOver, onFiles, onProblem]);

  if (!isOver.value) return null;
  return (
    <div class="drop-target" aria-hidden="true">
      <p class="drop-target__words">
        <Icon of={Upload} size={32} /> {t('files.drop')}
      </p>
    </div>
  );
}
