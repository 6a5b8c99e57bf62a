import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

/** Says calmly that our line carries fewer videos than the others would like, and what still works. */
export function UplinkNotice() {
  const { call } = useApp();
  const t = useT();
  const count = call.uplink.carriedVideos.value;
  if (count === null) return null;
  return (
    <p class="toast toast--quiet" role="status" data-testid="uplink-notice">
      {count === 0 ? t('uplink.soundOnly') : t('uplink.carries', { count })}
    </p>
  );
}
