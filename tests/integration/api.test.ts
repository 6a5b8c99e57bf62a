import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { Admission } from '../../src/shared/page-data.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { openPage } from '../support/clients/page.ts';
import { connectRoom, refusalOf } from '../support/clients/room-client.ts';

describe('the API', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const post = (path: string, body: string | object) => request(app.server).post(path).send(body);

  describe('POST /api/rooms/:room/ticket', () => {
    test('T4: renews the ticket of the same participant after a restart with another secret', async () => {
      const { identity } = await openPage(app.url, 'red');
      const restarted = await startApp({ secret: 'a new secret after the restart' });
      expect(await refusalOf(restarted.url, { ticket: identity.ticket })).toBe('ticket:forged');

      const response = await request(restarted.server)
        .post('/api/rooms/red/ticket')
        .send({ resumeKey: identity.resumeKey });
      const renewed = response.body as Admission;
      const client = await connectRoom(restarted.url, renewed);
      client.socket.close();
      await restarted.close();

      expect(renewed.identity.participantId).toBe(identity.participantId);
      expect(response.headers['cache-control']).toBe('no-store');
    });

    test.each([
      ['/api/rooms/red/ticket', {}, 400, 'payload:invalid'],
      ['/api/rooms/red/ticket', { resumeKey: 'short' }, 400, 'payload:invalid'],
      ['/api/rooms/red/ticket', '{"resumeKey":', 400, 'payload:invalid'],
      ['/api/rooms/red/ticket', { resumeKey: 'x'.repeat(10_000) }, 413, 'payload:too-large'],
      ['/api/rooms/a.b/ticket', { resumeKey: 'x'.repeat(32) }, 404, 'room:bad-name'],
      ['/api/nothing', {}, 404, 'page:not-found'],
    ])('POST %s %j answers %i %s', async (path, body, status, code) => {
      const response = await post(path, body).set('Content-Type', 'application/json').set('Accept', 'text/html');
      expect([response.status, response.body]).toEqual([status, { code }]);
    });
  });

  describe('POST /api/rooms/:room/leave', () => {
    test('G7: takes the participant off the roster, if it is their present page that says so', async () => {
      const alice = await connectRoom(app.url, 'green');
      const bob = await connectRoom(app.url, 'green');
      await alice.join('Alice');
      await bob.join('Bob');
      const { ticket, participantId } = bob.page.identity;
      const farewell = (session: string) =>
        post('/api/rooms/green/leave', JSON.stringify({ ticket, session })).set('Content-Type', 'text/plain');

      expect((await farewell('an-earlier-page')).status).toBe(204);
      expect(alice.facts.map(({ type }) => type)).not.toContain('participant:left');

      expect((await farewell(bob.socket.id ?? '')).status).toBe(204);
      expect(await alice.heard(({ type }) => type === 'participant:left')).toMatchObject({
        id: participantId,
        reason: 'left',
      });
      alice.socket.close();
      bob.socket.close();
    });

    test.each([
      [{}, 400, 'payload:invalid'],
      [{ ticket: 'x', session: 'y' }, 401, 'ticket:malformed'],
      [{ ticket: 'x.y', session: 'y' }, 401, 'ticket:forged'],
    ])('G7: refuses %j with %i %s', async (body, status, code) => {
      const response = await post('/api/rooms/green/leave', body);
      expect([response.status, response.body]).toEqual([status, { code }]);
    });
  });
});
