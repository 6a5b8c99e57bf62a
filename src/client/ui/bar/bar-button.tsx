import type { ActionProps } from './action.ts';
import { ActionButton } from './action-button.tsx';

/** The button of an action, or the control that stands in for it. */
export function BarButton({ action }: ActionProps) {
  const { Control = ActionButton } = action;
  return <Control action={action} />;
}
