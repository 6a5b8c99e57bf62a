import type { Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AdminAction, AdminFigures, AdminPage, AdminRooms, AdminWarning } from '../../../shared/admin/admin.ts';
import type { Result } from '../../../shared/result.ts';

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

export const Context = createContext<(AdminContext & { readonly problem: Signal<string | null> }) | null>(null);

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
