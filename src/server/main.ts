import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { iceAdvice } from './ice/ice-advice.ts';
import { createLog } from './ops/log.ts';

const result = readConfig(process.env);
if (!result.ok) {
  for (const mistake of result.mistakes) console.error(mistake);
  process.exit(1);
}

const { config } = result;
const log = createLog(config.logLevel);
if (config.secret === null) {
  log.warn('SECRET is not set: tickets are signed with a random one and end with this process; browsers renew them');
}
const advice = iceAdvice(config.ice);
if (advice !== null) log.warn(advice);

const app = createApp(config, log);

app.server.on('error', (error) => {
  log.fatal(error);
  process.exit(1);
});
app.server.listen(config.port, () => log.info(app.server.address(), 'listening'));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    log.info({ signal }, 'shutting down');
    // PeerServer's timers would keep the process alive for ever.
    void app.close().finally(() => process.exit(0));
  });
}
