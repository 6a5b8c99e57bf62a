import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { GROUPS, type Action } from '../../../../../src/client/ui/bar/action.ts';
import { ACTIONS, FLIP } from '../../../../../src/client/ui/bar/actions.ts';
import type { AppContext } from '../../../../../src/client/ui/context.ts';
import { shortcutsOf } from '../../../../../src/client/ui/keyboard/shortcuts.ts';
import { LOCALES } from '../../../../../src/shared/locales.ts';

const shortcuts = ACTIONS.flatMap(({ shortcut }) => shortcut ?? []);

function textsOf(locale: string): ReadonlySet<string> {
  const texts = new Set<string>();
  const collect = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'string') texts.add(path.join('.').replace(/_(?:one|other)$/, ''));
    else for (const [key, part] of Object.entries(value as object)) collect(part, [...path, key]);
  };
  collect(JSON.parse(readFileSync(`public/locales/${locale}.json`, 'utf8')), []);
  return texts;
}

describe('the table of actions', () => {
  test.each(LOCALES)('every label and every sentence of a shortcut exists in %s', (locale) => {
    const texts = textsOf(locale);
    const used = ACTIONS.flatMap(({ label, pressedLabel, badge, shortcut }) => [
      label,
      ...(pressedLabel ? [pressedLabel] : []),
      ...(badge ? [badge.label] : []),
      ...(shortcut?.label ? [shortcut.label] : []),
    ]);
    expect(used.filter((key) => !texts.has(key))).toEqual([]);
  });

  test('no two actions share an id or a shortcut', () => {
    for (const all of [ACTIONS.map(({ id }) => id), shortcuts.map(({ key }) => key)])
      expect(all).toHaveLength(new Set(all).size);
  });

  test('every button does something', () => {
    const idle = ACTIONS.filter(({ press, Control, place }) => place !== 'none' && !press && !Control);
    expect(idle).toEqual([]);
  });

  test('every shortcut does something, and only keys that write no letter are held', () => {
    for (const { id, press, shortcut } of ACTIONS) {
      if (!shortcut) continue;
      expect([id, Boolean(shortcut.hold ?? shortcut.press ?? press)]).toEqual([id, true]);
      if (shortcut.hold) expect(shortcut.key).not.toMatch(/[a-z]/);
      expect(shortcut.key).toBe(shortcut.key.toLowerCase());
    }
  });

  test('what is on or off says so, and only that has a second label', () => {
    for (const { id, isPressed, pressedLabel, pressedIcon } of ACTIONS)
      if (pressedLabel ?? pressedIcon) expect([id, typeof isPressed]).toEqual([id, 'function']);
  });

  test('the order of the groups is the order of the bar', () => {
    const idsAt = (place: Action['place']) => ACTIONS.filter((action) => action.place === place).map(({ id }) => id);
    expect([idsAt('devices'), idsAt('sharing'), idsAt('leave')]).toEqual([
      ['mic', 'camera'],
      ['screen', 'chat-toggle'],
      ['leave'],
    ]);
    expect(GROUPS.map(idsAt)).toEqual([
      ['hand', 'reactions', 'file'],
      ['invite', 'lock', 'stopwatch', 'safety'],
      ['flip', 'layout', 'away', 'settings'],
    ]);
  });
});

describe('the shortcuts of a page', () => {
  const app = {} as AppContext;
  const action = (more: Partial<Action>): Action => ({ ...FLIP, isOffered: () => true, ...more });

  test('are those of the table, in its order', () => {
    expect(shortcutsOf(ACTIONS, app).map(({ key }) => key)).toEqual(shortcuts.map(({ key }) => key));
  });

  test('do what the button does, unless they say otherwise', () => {
    const done: string[] = [];
    const press = (): void => void done.push('button');
    const [plain, own] = shortcutsOf(
      [
        action({ press, shortcut: { key: 'a' } }),
        action({ press, shortcut: { key: 'b', press: () => void done.push('key') } }),
      ],
      app,
    );
    plain?.press();
    own?.press();
    expect(done).toEqual(['button', 'key']);
  });

  test('do nothing while the action is not offered', () => {
    let isOffered = false;
    const done: string[] = [];
    const [pressed] = shortcutsOf(
      [action({ isOffered: () => isOffered, press: () => void done.push('pressed'), shortcut: { key: 'a' } })],
      app,
    );
    pressed?.press();
    expect(done).toEqual([]);
    isOffered = true;
    pressed?.press();
    expect(done).toEqual(['pressed']);
  });
});
