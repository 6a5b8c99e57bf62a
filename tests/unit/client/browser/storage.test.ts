import { afterEach, describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { createStored, type StorageName } from '../../../../src/client/browser/storage.ts';

const install = (name: StorageName, descriptor: PropertyDescriptor): void => {
  Object.defineProperty(globalThis, name, { configurable: true, ...descriptor });
};

function installItems(name: StorageName, items = new Map<string, string>()): Map<string, string> {
  const value = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };
  install(name, { value });
  return items;
}

const refuseUse = (): never => {
  throw new Error('SecurityError');
};

describe.each<StorageName>(['localStorage', 'sessionStorage'])('what is kept in %s', (storage) => {
  afterEach(() => void Reflect.deleteProperty(globalThis, storage));
  const create = () => createStored({ storage, key: 'size', schema: v.number() }, 1);

  test('is there again until it is cleared', () => {
    installItems(storage);
    create().write(7);
    expect(create().read()).toBe(7);
    create().clear();
    expect(create().read()).toBe(1);
  });

  test.each(['not json', '"seven"', 'null'])('is the fallback where it is %s', (kept) => {
    installItems(storage, new Map([['size', kept]]));
    expect(create().read()).toBe(1);
  });

  test.each<[string, PropertyDescriptor]>([
    ['its getter throws', { get: refuseUse }],
    ['it is null', { value: null }],
    ['it is full', { value: { getItem: () => null, setItem: refuseUse, removeItem: refuseUse } }],
  ])('is the fallback, without an error, where %s', (_case, descriptor) => {
    install(storage, descriptor);
    create().write(7);
    create().clear();
    expect(create().read()).toBe(1);
  });
});
