import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import { createSystemNotifications } from '../../../../../src/client/browser/notices/system-notifications.ts';

/** What the browser shows; it takes the place of what is shown under the same tag. */
const shown: string[] = [];

class FakeNotification {
  static permission: NotificationPermission = 'granted';
  readonly #body: string;
  onclick: (() => void) | null = null;
  constructor(_title: string, { body = '' }: NotificationOptions) {
    this.#body = body;
    shown.push(body);
  }
  close(): void {
    if (shown.includes(this.#body)) shown.splice(shown.indexOf(this.#body), 1);
  }
}

function create(isOn = true) {
  let time = 0;
  const notifications = createSystemNotifications({
    isOn: signal(isOn),
    isSilent: signal(true),
    title: 'Madang',
    icon: '/icon.png',
    tag: 'room',
    now: () => time,
  });
  return { notifications, wait: (ms: number) => (time += ms) };
}

describe('notifications of the system', () => {
  beforeEach(() => {
    shown.length = 0;
    FakeNotification.permission = 'granted';
    Object.assign(globalThis, { Notification: FakeNotification });
  });
  afterEach(() => void Reflect.deleteProperty(globalThis, 'Notification'));

  test('are shown where person and browser want it, and go when the page is seen', () => {
    const { notifications } = create();
    notifications.tell('Bob joined', 1);
    expect(shown).toEqual(['Bob joined']);
    notifications.end();
    expect(shown).toEqual([]);
  });

  test('are not shown where one of them does not want it', () => {
    create(false).notifications.tell('Bob joined', 1);
    FakeNotification.permission = 'denied';
    create().notifications.tell('Bob joined', 1);
    Reflect.deleteProperty(globalThis, 'Notification');
    create().notifications.tell('Bob joined', 1);
    expect(shown).toEqual([]);
  });

  test('are three at once and then one in five seconds, however much happens', () => {
    const { notifications, wait } = create();
    for (let count = 1; count <= 50; count += 1) notifications.tell(`${count}`, count);
    expect(shown).toEqual(['1', '2', '3']);
    wait(5000);
    for (let count = 51; count <= 60; count += 1) notifications.tell(`${count}`, count);
    expect(shown).toEqual(['1', '2', '3', '51']);
  });
});
