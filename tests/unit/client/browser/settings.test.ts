import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSettings } from '../../../../src/client/browser/settings.ts';

const KEY = 'madang:preferences';

/** A browser's storage, as far as the settings use it. */
function createStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>();
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}

const install = (storage: object | PropertyDescriptor['get']): void => {
  const descriptor = typeof storage === 'function' ? { get: storage as () => unknown } : { value: storage };
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, ...descriptor });
};

beforeEach(() => install(createStorage()));
afterEach(() => void Reflect.deleteProperty(globalThis, 'localStorage'));

describe('what a browser remembers', () => {
  test('a first visit has the usual', () => {
    expect(createSettings().preferences.value).toEqual({
      name: '',
      microphone: null,
      camera: null,
      speaker: null,
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      isMirrored: true,
      selfView: 'normal',
      startsWithMicrophone: true,
      startsWithCamera: true,
      hintsWhenMuted: true,
      hasSounds: true,
      hasNotifications: false,
      hasShortcuts: true,
      isDataSaver: false,
      isAudioOnly: false,
      isHdForPinned: true,
    });
  });

  test('what was changed is there at the next visit', () => {
    const camera = { id: 'id-1', label: 'Desk camera' };
    createSettings().change({ name: '민지', camera, isMirrored: false });
    expect(createSettings().preferences.value).toMatchObject({ name: '민지', camera, isMirrored: false });
  });

  test('one entry that makes no sense does not cost the others', () => {
    localStorage.setItem(KEY, JSON.stringify({ name: 'Kim', camera: 'front', isMirrored: 'yes', speaker: { id: 1 } }));
    expect(createSettings().preferences.value).toMatchObject({
      name: 'Kim',
      camera: null,
      isMirrored: true,
      speaker: null,
    });
  });

  test('a name that is too long is cut, not a reason to be refused', () => {
    localStorage.setItem(KEY, JSON.stringify({ name: `\u202e${'x'.repeat(1000)}` }));
    expect(createSettings().preferences.value.name).toBe('x'.repeat(40));
  });

  test.each(['not json', 'null', '[]', '"text"', '7'])('a store that holds %s is a first visit', (stored) => {
    localStorage.setItem(KEY, stored);
    expect(createSettings().preferences.value.name).toBe('');
  });

  test('what a newer page has added stays', () => {
    localStorage.setItem(KEY, JSON.stringify({ fromTheFuture: 1 }));
    createSettings().change({ name: 'Kim' });
    expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toEqual({ fromTheFuture: 1, name: 'Kim' });
  });

  test('two tabs do not undo what the other has changed', () => {
    const [one, other] = [createSettings(), createSettings()];
    one.change({ isMirrored: false });
    other.change({ name: 'Kim' });
    expect(createSettings().preferences.value).toMatchObject({ name: 'Kim', isMirrored: false });
  });
});

describe('a browser without storage', () => {
  test.each<[string, object | (() => never)]>([
    [
      'that is blocked',
      () => {
        throw new Error('SecurityError');
      },
    ],
    [
      'that is full',
      {
        getItem: () => null,
        setItem: () => {
          throw new Error('QuotaExceededError');
        },
      },
    ],
  ])('%s: changes hold for the visit', (_title, storage) => {
    install(storage);
    const settings = createSettings();
    settings.change({ name: 'Kim' });
    expect(settings.preferences.value.name).toBe('Kim');
  });
});
