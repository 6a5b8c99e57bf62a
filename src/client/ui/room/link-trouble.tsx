import type { Trouble } from '../../call/link/diagnose.ts';
import { useT } from '../kit/i18n.ts';
import { usePathTo } from '../kit/base-path.ts';

/** Why there is no link with somebody yet, and what helps. */
export function LinkTrouble({ trouble, name }: { trouble: Trouble; name: string }) {
  const t = useT();
  const pathTo = usePathTo();
  const sentence =
    'who' in trouble ? t(`trouble.${trouble.lack}.${trouble.who}`, { name }) : t(`trouble.${trouble.lack}`);
  return (
    <div class="trouble" role="status" data-testid="trouble" data-lack={trouble.lack}>
      <p>{sentence}</p>
      <p>
        {/* In a tab of its own: this one is in a call. */}
        <a class="trouble__check" href={pathTo('/doctor')} target="_blank" rel="noopener">
          {t('lobby.doctor')}
        </a>
      </p>
    </div>
  );
}
