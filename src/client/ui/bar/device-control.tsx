import type { DeviceKind } from '../../call/ports/local-media.ts';
import { useApp } from '../context.ts';
import type { ActionProps } from './action.ts';
import { ActionButton } from './action-button.tsx';
import { DeviceMenu } from './device-menu.tsx';

interface DeviceProps extends ActionProps {
  readonly kind: DeviceKind;
}

/** Turns a device on and off; pressed means wanted. One that the system holds looks as it is heard: off. A device that could not be had is asked for again. */
export function DeviceToggle({ action, kind }: DeviceProps) {
  const { status } = useApp().media[kind].value;
  const isSilenced = status === 'silenced';
  return <ActionButton action={action} isSilenced={isSilenced} hasMark={isSilenced || status === 'unavailable'} />;
}

/** With the arrow to its menu, where there is room for it. */
export const deviceControl = (kind: DeviceKind) =>
  function DeviceControl({ action }: ActionProps) {
    return (
      <div class="device-control">
        <DeviceToggle action={action} kind={kind} />
        <DeviceMenu kind={kind} />
      </div>
    );
  };
