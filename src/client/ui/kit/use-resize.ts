import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Calls `onResize` before the element is first painted, and whenever its size is another. */
export function useResize<T extends Element>(element: RefObject<T | null>, onResize: (element: T) => void): void {
  const latest = useRef(onResize);
  latest.current = onResize;
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const tell = (): void => latest.current(observed);
    tell();
    const observer = new ResizeObserver(tell);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
}
