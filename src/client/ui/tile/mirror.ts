import { useApp } from '../context.ts';

/** Whether one sees oneself mirrored: what lies before the camera on a phone's back never is. */
export function useIsMirrored(): boolean {
  const { media, settings } = useApp();
  return settings.preferences.value.isMirrored && media.facing.value !== 'environment';
}
