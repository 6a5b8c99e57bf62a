import { useSignal } from '@preact/signals';
import { render } from 'preact';
import type { AdminPage } from '../../../shared/admin/admin.ts';
import { BasePath } from '../kit/base-path.ts';
import { useT } from '../kit/i18n.ts';
import { Context, useAdmin, type AdminContext } from './context.ts';
import { Figures } from './figures.tsx';
import { RoomList } from './room-list.tsx';
import { Service } from './service.tsx';
import { Warnings } from './warnings.tsx';

function News() {
  const { isConnected, problem } = useAdmin();
  const t = useT();
  return (
    <div class="admin__news" role="status">
      {!isConnected.value && <p class="admin__trouble">{t('admin.reconnecting')}</p>}
      {problem.value !== null && <p class="admin__trouble">{t(problem.value as 'errors.server:error')}</p>}
    </div>
  );
}

function Admin({ context }: { context: AdminContext }) {
  const problem = useSignal<string | null>(null);
  return (
    <Context.Provider value={{ ...context, problem }}>
      <News />
      <Figures />
      <Service />
      <RoomList />
      <Warnings />
    </Context.Provider>
  );
}

export function mountAdmin(root: HTMLElement, { basePath }: Pick<AdminPage, 'basePath'>, context: AdminContext): void {
  root.textContent = '';
  render(
    <BasePath.Provider value={basePath}>
      <Admin context={context} />
    </BasePath.Provider>,
    root,
  );
}
