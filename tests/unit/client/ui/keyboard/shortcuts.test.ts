import { describe, expect, test } from '@jest/globals';
import { shortcutFor, type Shortcut } from '../../../../../src/client/ui/keyboard/shortcuts.ts';

const press = (): void => undefined;
const SHORTCUTS: readonly Shortcut[] = [
  { key: 'm', press },
  { key: ' ', press },
  { key: '?', press },
];

describe('the shortcut of a key', () => {
  test.each([
    ['m', 'KeyM', 'm'],
    ['M', 'KeyM', 'm'],
    ['ㅡ', 'KeyM', 'm'],
    ['ь', 'KeyM', 'm'],
    ['Process', 'KeyM', 'm'],
    [' ', 'Space', ' '],
    ['?', 'Slash', '?'],
    ['?', 'KeyM', '?'],
  ])('%s at %s is found', (key, code, found) => {
    expect(shortcutFor(SHORTCUTS, { key, code })?.key).toBe(found);
  });

  test.each([
    ['x', 'KeyX'],
    [',', 'KeyM'],
    ['Enter', 'Enter'],
    ['/', 'Slash'],
  ])('%s at %s has none', (key, code) => {
    expect(shortcutFor(SHORTCUTS, { key, code })).toBeUndefined();
  });
});
