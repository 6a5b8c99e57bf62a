import { NameSetting } from '../settings/name-setting.tsx';

/** What one can change about oneself. */
export function OwnOptions() {
  return <NameSetting />;
}
