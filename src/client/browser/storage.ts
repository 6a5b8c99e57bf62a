import * as v from 'valibot';

/** Where a browser keeps things for a site: for good, or until the tab is closed. */
export type StorageName = 'localStorage' | 'sessionStorage';

/** One entry of a browser's storage, read through a schema. */
export interface Stored<T> {
  /** The fallback when there is nothing, or nothing that the schema takes, or no storage. */
  read(): T;
  /** Lost when the storage is full or blocked. */
  write(value: T): void;
  clear(): void;
}

/**
 * The one way to a browser's storage. A person or a company can block it: then the getter of `localStorage` and
 * `sessionStorage` itself throws (https://html.spec.whatwg.org/multipage/webstorage.html#dom-localstorage), and a visit
 * is a first one. What is found there may come from another version of this site, so it is checked like a message.
 */
export function createStored<const Schema extends v.GenericSchema>(
  { storage, key, schema }: { readonly storage: StorageName; readonly key: string; readonly schema: Schema },
  fallback: v.InferOutput<Schema>,
): Stored<v.InferOutput<Schema>> {
  function attempt<T>(use: (storage: Storage) => T): T | null {
    try {
      return use(globalThis[storage]);
    } catch {
      return null;
    }
  }

  return {
    read() {
      const found = attempt((items) => JSON.parse(items.getItem(key) ?? 'null') as unknown);
      const parsed = v.safeParse(schema, found);
      return parsed.success ? parsed.output : fallback;
    },
    write: (value) => void attempt((items) => items.setItem(key, JSON.stringify(value))),
    clear: () => void attempt((items) => items.removeItem(key)),
  };
}
