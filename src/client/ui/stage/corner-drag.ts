import { useSignal } from '@preact/signals';
import { useApp } from '../context.ts';
import { nearestCorner, type TilePlace } from './places.ts';

interface Offset {
  readonly x: number;
  readonly y: number;
}

/** `offset` is null until the pointer has moved so far that it is not a click. */
interface Drag {
  readonly pointerId: number;
  readonly from: Offset;
  readonly offset: Offset | null;
}

/** Less is a click with an unsteady hand. */
const LEAST_DRAG_PX = 6;

type DragEvent = PointerEvent & { readonly currentTarget: HTMLElement };

/** Lets the small tile be dragged; let go, it flies to the nearest corner. Other tiles stay where they are. */
export function useCornerDrag({ role, left, top, width, height }: TilePlace) {
  const { staging } = useApp();
  const drag = useSignal<Drag | null>(null);
  if (role !== 'float') return { offset: null, handlers: {} };

  const forget = (): void => void (drag.value = null);
  const onPointerDown = ({ button, pointerId, clientX, clientY, target, currentTarget }: DragEvent): void => {
    if (button !== 0) return;
    drag.value = { pointerId, from: { x: clientX, y: clientY }, offset: null };
    // The element that captured the pointer gets the click. A press that begins on a button may be meant for the
    // button.
    const isOnButton = target instanceof Element && target.closest('button') !== null;
    if (!isOnButton) currentTarget.setPointerCapture(pointerId);
  };
  const onPointerMove = ({ pointerId, buttons, clientX, clientY, currentTarget }: DragEvent): void => {
    const current = drag.peek();
    if (current?.pointerId !== pointerId) return;
    // Let go elsewhere, before the pointer was ours.
    if (buttons === 0) {
      forget();
      return;
    }
    const offset = { x: clientX - current.from.x, y: clientY - current.from.y };
    if (current.offset === null && Math.hypot(offset.x, offset.y) < LEAST_DRAG_PX) return;
    if (current.offset === null) currentTarget.setPointerCapture(pointerId);
    drag.value = { ...current, offset };
  };
  const onPointerUp = ({ currentTarget }: DragEvent): void => {
    const dropped = drag.peek()?.offset ?? null;
    drag.value = null;
    const stage = currentTarget.parentElement;
    if (!dropped || !stage) return;
    const centre = { x: left + dropped.x + width / 2, y: top + dropped.y + height / 2 };
    staging.moveTo(nearestCorner({ width: stage.clientWidth, height: stage.clientHeight }, centre));
  };

  return {
    offset: drag.value?.offset ?? null,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: forget },
  };
}
