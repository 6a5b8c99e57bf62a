import { readFileSync } from 'node:fs';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { iceAdvice, stunNotice } from './ice/ice-advice.ts';
import { createLog } from './ops/log.ts';
import { readSecretFiles } from './secrets.ts';

const secrets = readSecretFiles(process.env, (path) => readFileSync(path, 'utf8'));
const result = readConfig(secrets.env);
const mistakes = [...secrets.mistakes, ...(result.ok ? [] : result.mistakes)];
if (!result.ok || mistakes.length > 0) {
  for (const mistake of mistakes) console.error(mistake);
  process.exit(1);
}

const { config } = result;
const log = createLog(config.logLevel);
if (config.secret === null) {
  log.warn('SECRET is not set: tickets are signed with a random one and end with this process; browsers renew them');
}
log.info(stunNotice(config.ice));
const advice = iceAdvice(config.ice);
if (advice !== null) log.warn(advice);

const app = createApp(config, log);

app.server.on('error', (error) => {
  log.fatal(error);
  process.exit(1);
});
app.server.listen({ port: config.port, ...(config.host === null ? {} : { host: config.host }) }, () =>
  log.info(app.server.address(), 'listening'),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    log.info({ signal }, 'shutting down');
    // PeerServer's timers would keep the process alive for ever.
    void app.close().finally(() => process.exit(0));
  });
}
