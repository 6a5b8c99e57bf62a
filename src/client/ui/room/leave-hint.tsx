import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

/** Says how to leave for good, while that is asked. */
export function LeaveHint() {
  const { leaveGuard } = useApp();
  const t = useT();
  const way = leaveGuard.asking.value;
  return (
    <div class="leave-hint" role="status">
      {way !== null && <p class="toast">{t(`leave.again.${way}`)}</p>}
    </div>
  );
}
