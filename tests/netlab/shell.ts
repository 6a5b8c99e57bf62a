import { execFile, spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { writeFile } from 'node:fs/promises';

/** Debian keeps `ip` and `iptables` where the PATH of a plain `su` does not look. */
export const SEARCH_PATH = `${process.env['PATH'] ?? '/usr/bin:/bin'}:/usr/sbin:/sbin`;

const ENVIRONMENT = { ...process.env, PATH: SEARCH_PATH, LC_ALL: 'C' };

const LONGEST_OUTPUT_BYTES = 32 * 2 ** 20;

/** Runs a program to its end and returns what it printed; rejects with what it complained about. */
export function run(command: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: ENVIRONMENT, maxBuffer: LONGEST_OUTPUT_BYTES };
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${[command, ...args].join(' ')}: ${stderr || error.message}${stdout}`));
      else resolve(stdout);
    });
    // A program that has ended without reading its input is no mistake of ours.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

export interface StartOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdio?: StdioOptions;
}

// Streams of their own: a runner whose streams are inherited by a child cannot end before the child does.
const NO_INPUT: StdioOptions = ['ignore', 'pipe', 'pipe'];

/** Starts a program that goes on. Whoever does, reads what it prints: a full pipe would stop it. */
export const start = (
  command: string,
  args: readonly string[],
  { cwd, env = process.env, stdio = NO_INPUT }: StartOptions = {},
): ChildProcess => spawn(command, args, { cwd, env: { ...env, PATH: SEARCH_PATH }, stdio });

export const writeScript = (file: string, script: string): Promise<void> =>
  writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
