import './style.ts';
import { useComputed } from '@preact/signals';
import { useCallback } from 'preact/hooks';
import { useApp } from '../context.ts';
import { lazy, lazyDialog } from '../kit/lazy.tsx';
import type { DropProblem } from './dropped-files.ts';
import { DropTarget } from './drop-target.tsx';

const SendDialog = lazyDialog(() => import('./send-dialog.tsx').then((module) => module.SendDialog));
const FileTray = lazy(() => import('./file-tray.tsx').then((module) => module.FileTray));

/**
 * Everything of files that is in the room: the place to drop them, the question who gets them, and how far each one is.
 */
export function RoomFiles() {
  const { call, files, fileChoice } = useApp();
  const { chosen, input } = fileChoice;
  const hasTransfers = useComputed(() => files.transfers.value.length > 0);
  const choose = useCallback((picked: readonly File[]) => (chosen.value = picked), [chosen]);
  const refuse = useCallback((why: DropProblem) => call.notify({ type: `notTaken.${why}` }), [call]);

  return (
    <>
      <DropTarget onFiles={choose} onProblem={refuse} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="file-input"
        onChange={({ currentTarget }) => {
          const picked = [...(currentTarget.files ?? [])];
          // The same file can be chosen again.
          currentTarget.value = '';
          if (picked.length > 0) choose(picked);
        }}
      />
      {hasTransfers.value && <FileTray />}
      {chosen.value.length > 0 && <SendDialog onClose={() => (chosen.value = [])} />}
    </>
  );
}
