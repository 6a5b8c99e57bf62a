import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startApp, type RunningApp } from '../../support/app.ts';
import { openPage } from '../../support/clients/page.ts';
import { createRoomClients } from '../../support/clients/room-clients.ts';
import type { RoomClient } from '../../support/clients/room-client.ts';
import { XSS_CORPUS } from '../../support/xss-corpus.ts';

const PASSCODE = '열려라 참깨';

describe('a room with a passcode', () => {
  let app: RunningApp;
  let alice: RoomClient;
  const people = createRoomClients(() => app.url);
  const { connect, enter } = people;
  const show = async (passcode?: string, client?: RoomClient) =>
    (client ?? (await connect())).request('room:join', { name: 'Bob', ...(passcode !== undefined && { passcode }) });

  beforeEach(async () => {
    app = await startApp();
    alice = await enter('Alice');
    await alice.request('room:change-settings', { passcode: PASSCODE });
  });
  afterEach(async () => {
    people.close();
    await app.close();
  });

  test('H8: is entered by those who show it, however their keyboard writes it', async () => {
    expect(await show()).toEqual({ ok: false, code: 'passcode:needed' });
    expect(await show('wrong')).toEqual({ ok: false, code: 'passcode:wrong' });
    expect(await show(`${PASSCODE.normalize('NFD')} `)).toMatchObject({ ok: true });
  });

  test('H8: who is in it comes back without, and who was there before a new passcode does not', async () => {
    const bob = await connect();
    await show(PASSCODE, bob);
    expect(await (await connect(bob.page)).join('Bob')).toMatchObject({ ok: true });
    const carol = await connect();
    await show(PASSCODE, carol);
    await carol.request('room:leave');
    expect(await carol.join('Carol')).toMatchObject({ ok: true });
    await carol.request('room:leave');
    await alice.request('room:change-settings', { passcode: 'another one' });
    expect(await carol.join('Carol')).toEqual({ ok: false, code: 'passcode:needed' });
    await alice.request('room:change-settings', { passcode: null });
    expect(await carol.join('Carol')).toMatchObject({ ok: true });
  });

  test('H8: who is let in by somebody inside needs none', async () => {
    await alice.request('room:lock', { isLocked: true });
    const bob = await connect();
    expect(await show(PASSCODE, bob)).toEqual({ ok: false, code: 'room:locked' });
    await bob.request('room:knock', { name: 'Bob' });
    await alice.request('knock:answer', { id: bob.page.identity.participantId, isAdmitted: true });
    expect(await bob.join('Bob')).toMatchObject({ ok: true });
  });

  test('H8, R12: strangers learn neither the passcode nor who is inside', async () => {
    const page = await openPage(app.url, 'red');
    expect(page.roster).toMatchObject({ participants: [], unseen: 1, settings: { hasPasscode: true } });
    const told = JSON.stringify([page.roster, alice.facts, await alice.request('room:resync')]);
    expect(told).not.toContain(PASSCODE);
    expect(told).not.toMatch(/passcode"/);
  });

  test('H9: passcodes can be guessed only so often in a room, and then not even the right one counts', async () => {
    const codes = new Set<string>();
    for (let client = 0; client < 4; client += 1) {
      const mallory = await connect();
      for (let tried = 0; tried < 18; tried += 1) {
        const answer = await show(`guess ${client} ${tried}`, mallory);
        codes.add(answer.ok ? 'ok' : answer.code);
      }
    }
    expect([...codes].sort()).toEqual(['passcode:too-many', 'passcode:wrong']);
    expect(await show(PASSCODE)).toEqual({ ok: false, code: 'passcode:too-many' });
    // Those who are in the room do not need it.
    expect(await alice.join('Alice')).toMatchObject({ ok: true });
  });

  test('H8: whatever a passcode is made of, it is only compared', async () => {
    const bob = await connect();
    for (const text of XSS_CORPUS.filter(({ length }) => length >= 4 && length <= 64).slice(0, 8)) {
      expect(await alice.request('room:change-settings', { passcode: text })).toEqual({ ok: true, value: null });
      expect(await show(text, bob)).toMatchObject({ ok: true });
      await bob.request('room:leave');
    }
  });
});
