/** What platforms tell a process about its siblings. */
type Environment = Readonly<Record<string, string | undefined>>;

/** Each is set to more than this by a platform or a process manager that has started several. */
const SIGNS: readonly { readonly variable: string; readonly isSeveral: (value: string) => boolean }[] = [
  // Heroku numbers dynos: https://devcenter.heroku.com/articles/dynos#local-environment-variables
  { variable: 'DYNO', isSeveral: (value) => /^web\.(?!1$)\d+$/.test(value) },
  // PM2 numbers the processes of a cluster: https://pm2.keymetrics.io/docs/usage/environment/
  { variable: 'NODE_APP_INSTANCE', isSeveral: (value) => /^[1-9]\d*$/.test(value) },
  // Heroku and Render suggest so many processes: https://render.com/docs/environment-variables
  { variable: 'WEB_CONCURRENCY', isSeveral: (value) => Number(value) > 1 },
];

/** The variable by which the platform shows that this is one process of several; null where none does. */
export const signOfSeveral = (env: Environment): string | null =>
  SIGNS.find(({ variable, isSeveral }) => isSeveral(env[variable] ?? ''))?.variable ?? null;
