import type { ComponentChildren } from 'preact';
import type { AdminFigures } from '../../../shared/admin/admin.ts';
import { currentLocale, useT } from '../kit/i18n.ts';
import { useAdmin } from './context.ts';
import { uptimeText } from './uptime.ts';

function Figure({ label, value, children }: { label: string; value: string | number; children?: ComponentChildren }) {
  return (
    <li class="figure">
      <span class="figure__label">{label}</span>
      <strong class="figure__value">{value}</strong>
      {children}
    </li>
  );
}

/** In units of the drawing. */
const BAR_WIDTH = 8;
const HEIGHT = 40;

/** A bar for each of the last minutes. */
function JoinsChart({ joins }: Pick<AdminFigures, 'joins'>) {
  const t = useT();
  const most = Math.max(1, ...joins);
  return (
    <svg
      class="figure__chart"
      viewBox={`0 0 ${joins.length * BAR_WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('admin.joinsChart', { count: joins.reduce((sum, each) => sum + each, 0) })}
    >
      {joins.map((count, index) => {
        const height = Math.max(1, (count / most) * HEIGHT);
        return <rect key={index} x={index * BAR_WIDTH + 1} y={HEIGHT - height} width={BAR_WIDTH - 2} height={height} />;
      })}
    </svg>
  );
}

function Links({ links }: Pick<AdminFigures, 'links'>) {
  const t = useT();
  return (
    <p class="figure__more">
      {t('admin.linksMore', { connecting: links.connecting, mending: links.mending, failed: links.failed })}
    </p>
  );
}

export function Figures() {
  const { figures } = useAdmin();
  const t = useT();
  const now = figures.value;
  if (now === null) return <p class="admin__waiting">{t('admin.waiting')}</p>;
  const { p50, p99, max } = now.delayMs;
  return (
    <ul class="figures">
      <Figure label={t('admin.rooms')} value={now.rooms} />
      <Figure label={t('admin.people')} value={now.people} />
      <Figure label={t('admin.joins')} value={now.joins.at(-1) ?? 0}>
        <JoinsChart joins={now.joins} />
      </Figure>
      <Figure label={t('admin.links')} value={now.links.live}>
        <Links links={now.links} />
      </Figure>
      <Figure label={t('admin.memory')} value={`${now.memoryMb} MB`}>
        <p class="figure__more">{t('admin.heap', { mb: now.heapMb })}</p>
      </Figure>
      <Figure label={t('admin.delay')} value={`${p50} ms`}>
        <p class="figure__more">{t('admin.delayMore', { p99, max })}</p>
      </Figure>
      <Figure label={t('admin.sockets')} value={now.sockets}>
        <p class="figure__more">{t('admin.peerSockets', { count: now.peerSockets })}</p>
      </Figure>
      <Figure label={t('admin.uptime')} value={uptimeText(now.uptimeSeconds, currentLocale())} />
    </ul>
  );
}
