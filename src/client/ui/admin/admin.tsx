import { useSignal, type Signal } from '@preact/signals';
import { createContext, render } from 'preact';
import { useContext } from 'preact/hooks';
import type { AdminAction, AdminFigures, AdminPage, AdminRooms, AdminWarning } from '../../../shared/admin/admin.ts';
import type { Result } from '../../../shared/result.ts';
import { BasePath } from '../kit/base-path.ts';
import { useT } from '../kit/i18n.ts';
import { Figures } from './figures.tsx';
import { RoomList } from './room-list.tsx';
import { Service } from './service.tsx';
import { Warnings } from './warnings.tsx';

/** Everything that the components of the admin's page need. */
export interface AdminContext {
  /** Null until the server has told. */
  readonly figures: Signal<AdminFigures | null>;
  readonly rooms: Signal<AdminRooms | null>;
  readonly warnings: Signal<readonly AdminWarning[]>;
  readonly isConnected: Signal<boolean>;
  /** Which rooms are searched for. */
  readonly query: Signal<string>;
  readonly versions: AdminPage['versions'];
  readonly act: (action: AdminAction) => Promise<Result<null>>;
  readonly prepareSocketIoPage: () => void;
}

const Context = createContext<(AdminContext & { readonly problem: Signal<string | null> }) | null>(null);

export function useAdmin() {
  const context = useContext(Context);
  if (!context) throw new Error('rendered outside the page');
  return context;
}

/** Does something, and says so where it was refused. */
export function useAct(): (action: AdminAction) => Promise<boolean> {
  const { act, problem } = useAdmin();
  return async (action) => {
    const done = await act(action);
    problem.value = done.ok ? null : `errors.${done.code}`;
    return done.ok;
  };
}

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
