import { createInterface } from 'node:readline/promises';
import { hashPassword } from './password.ts';

/** `npm run hash-password`: reads a password from standard input, and prints what ADMIN_PASSWORD may hold instead of it. */
const lines = createInterface({ input: process.stdin, output: process.stderr });
const password = await lines.question('Password: ');
lines.close();
console.log(await hashPassword(password));
