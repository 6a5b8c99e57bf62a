import { useApp } from '../context.ts';

/** Whether a person sees their own picture mirrored. The picture of a phone's back camera never is. */
export function useIsMirrored(): boolean {
  const { media, settings } = useApp();
  return settings.preferences.value.isMirrored && media.facing.value !== 'environment';
}
