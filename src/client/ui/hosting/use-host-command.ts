import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { ErrorCode, Result } from '../../../shared/result.ts';

/** Null: it was refused, or the connection was lost meanwhile. */
export type HostCommand = <T>(answer: Promise<Result<T> | null>) => Promise<{ readonly value: T } | null>;

/** What each part of the room's settings is given. */
export interface SettingProps {
  readonly run: HostCommand;
}

/** Asks the server for what only hosts may do, and keeps why it refused. */
export function useHostCommand(): { readonly refusal: ReadonlySignal<ErrorCode | null>; readonly run: HostCommand } {
  const refusal = useSignal<ErrorCode | null>(null);
  return {
    refusal,
    async run(answer) {
      refusal.value = null;
      const result = await answer;
      if (result?.ok) return { value: result.value };
      refusal.value = result?.code ?? 'server:error';
      return null;
    },
  };
}
