/**
 * Variables whose values are secrets. Each can also come from a file, as container platforms hand secrets out: `SECRET_FILE`
 * names the file of `SECRET` (https://docs.docker.com/compose/how-tos/use-secrets/).
 */
const SECRET_VARIABLES = [
  'SECRET',
  'TURN_SECRET',
  'TURN_USERNAME',
  'TURN_PASSWORD',
  'CLOUDFLARE_TURN_API_TOKEN',
  'ADMIN_PASSWORD',
  'API_KEY',
  'METRICS_TOKEN',
  'REDIS_URL',
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

export interface SecretsRead {
  /** The environment, with the secrets of files in it. */
  readonly env: Record<string, string | undefined>;
  readonly mistakes: readonly string[];
}

/** Editors and `echo` end a file with a line break, which is not part of the secret. */
const withoutLastLineBreak = (text: string): string => text.replace(/\r?\n$/, '');

/** Takes each secret from its file where there is one. A file and a value for the same secret contradict each other. */
export function readSecretFiles(environment: Environment, readFile: (path: string) => string): SecretsRead {
  const env: Record<string, string | undefined> = { ...environment };
  const mistakes: string[] = [];
  for (const name of SECRET_VARIABLES) {
    const fileVariable = `${name}_FILE`;
    const path = env[fileVariable] ?? '';
    if (path === '') continue;
    if ((env[name] ?? '') !== '') {
      mistakes.push(`${fileVariable}: cannot be set when ${name} is`);
      continue;
    }
    try {
      env[name] = withoutLastLineBreak(readFile(path));
      if (env[name] === '') mistakes.push(`${fileVariable}: ${path} is empty`);
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
      mistakes.push(`${fileVariable}: ${path} cannot be read (${reason})`);
    }
  }
  return { env, mistakes };
}

/** Quotes stay on a secret that was copied out of a file of assignments, line breaks on one out of a mail or a terminal. */
const NOT_IN_A_SECRET = /["'`\p{Cc}\u2018-\u201f\u2028\u2029]/u;

/** What is wrong with the secrets: each mistake names its variable, and repeats nothing of the value. */
export const secretMistakes = (env: Environment): string[] =>
  SECRET_VARIABLES.filter((name) => NOT_IN_A_SECRET.test(env[name] ?? '')).map(
    (name) => `${name}: may hold no quotes and no line breaks`,
  );
