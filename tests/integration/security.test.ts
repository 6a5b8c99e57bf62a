import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { securityHeaders } from '../../src/server/http/security.ts';

/** As behind a proxy that is trusted to say how a request came. */
const app = express()
  .set('trust proxy', 1)
  .use(...securityHeaders())
  .get('/', (_request, response) => void response.end());

describe('Strict-Transport-Security', () => {
  test('is sent over https, for this host and none of its subdomains', async () => {
    const { headers } = await request(app).get('/').set('X-Forwarded-Proto', 'https');
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });

  test('is not sent over http', async () => {
    expect((await request(app).get('/')).headers['strict-transport-security']).toBeUndefined();
  });
});
