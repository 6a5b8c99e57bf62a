import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { startApp } from '../support/app.ts';

/** What a browser is told, whose request a proxy passed on. */
async function hstsWith(trustProxy: number | null, protocol: string): Promise<string | undefined> {
  const app = await startApp({ trustProxy });
  const { headers } = await request(app.server).get('/standup').set('X-Forwarded-Proto', protocol);
  await app.close();
  return headers['strict-transport-security'];
}

describe('Strict-Transport-Security', () => {
  test('is sent over https, for this host and none of its subdomains', async () => {
    expect(await hstsWith(1, 'https')).toBe('max-age=31536000');
  });

  test('is not sent over http', async () => {
    expect(await hstsWith(1, 'http')).toBeUndefined();
  });

  test('is left to a proxy that is not believed', async () => {
    expect(await hstsWith(null, 'https')).toBeUndefined();
  });
});
