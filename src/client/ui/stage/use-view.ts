import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PictureId } from '../../call/words.ts';
import { useApp } from '../context.ts';

/** For the element that shows a picture of somebody else; null for our own picture. */
export function useView<T extends Element>(id: PictureId | null) {
  const { views } = useApp();
  const element = useRef<T>(null);
  useLayoutEffect(() => {
    if (id !== null && element.current) return views.observe(id, element.current);
    return undefined;
  }, [views, id]);
  return element;
}
