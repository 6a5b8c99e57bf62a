import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SERVER_ADDRESS, TURN_NAME } from './network/addresses.ts';
import { run } from './shell.ts';

/** A certificate for the lab's server, and the home of a user who trusts who signed it. */
export interface Trust {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  /** HOME for browsers: Chromium on Linux knows private authorities from the NSS database in there only. */
  readonly home: string;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '7'];

export async function createTrust(directory: string): Promise<Trust> {
  const inDirectory = (file: string): string => join(directory, file);
  const trust = {
    authority: inDirectory('authority.pem'),
    certificate: inDirectory('server.pem'),
    key: inDirectory('server.key'),
    home: inDirectory('home'),
  };
  const authorityKey = inDirectory('authority.key');
  const database = join(trust.home, '.pki', 'nssdb');

  const request = (...args: string[]): Promise<string> => run('openssl', ['req', '-x509', ...NEW_KEY, ...args]);
  await request('-subj', '/CN=Madang network lab', '-keyout', authorityKey, '-out', trust.authority);
  await request(
    ...['-subj', `/CN=${TURN_NAME}`, '-addext', `subjectAltName=DNS:${TURN_NAME},IP:${SERVER_ADDRESS}`],
    // What `-x509` would make otherwise is an authority, which browsers do not take for a server.
    ...['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=serverAuth'],
    ...['-CA', trust.authority, '-CAkey', authorityKey, '-keyout', trust.key, '-out', trust.certificate],
  );
  await mkdir(database, { recursive: true });
  await run('certutil', ['-N', '-d', `sql:${database}`, '--empty-password']);
  await trustAuthority(database, trust.authority);
  return trust;
}

const trustAuthority = (database: string, authority: string): Promise<string> =>
  run('certutil', ['-A', '-d', `sql:${database}`, '-n', 'madang-lab', '-t', 'C,,', '-i', authority]);
