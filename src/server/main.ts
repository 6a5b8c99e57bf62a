import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createApp, MANIFEST } from './app.ts';
import { readConfig, type Config } from './config.ts';
import { endOnBug } from './ops/end-on-bug.ts';
import { createLog, type Log } from './ops/log.ts';
import { createRecentWarnings } from './ops/recent-warnings.ts';
import { listenFailure, MISSING_BUILD } from './ops/start-failure.ts';
import { localNetworkAddresses, welcomeText } from './ops/welcome.ts';
import { readSecretFiles } from './secrets.ts';
import { signOfSeveral } from './several-processes.ts';
import { startNotices } from './start-notices.ts';

/** Ends a start that cannot succeed, with what to change. */
function giveUp(sentences: readonly string[]): never {
  for (const sentence of sentences) console.error(sentence);
  process.exit(1);
}

function configuration(): Config {
  const { env, mistakes } = readSecretFiles(process.env, (path) => readFileSync(path, 'utf8'));
  const result = readConfig(env);
  if (!result.ok) return giveUp([...mistakes, ...result.mistakes]);
  return mistakes.length > 0 ? giveUp(mistakes) : result.config;
}

function sayThatItRuns(config: Config, address: AddressInfo, log: Log, isForPerson: boolean): void {
  const notices = startNotices(config, signOfSeveral(process.env));
  if (isForPerson) {
    const texts = notices.map(({ text }) => text);
    console.log(
      welcomeText({ ...config, port: address.port, networkAddresses: localNetworkAddresses(), notices: texts }),
    );
    return;
  }
  for (const { level, text } of notices) log[level](text);
  log.info(address, 'listening');
}

const config = configuration();
if (!existsSync(MANIFEST)) giveUp([MISSING_BUILD]);

const isForPerson = process.stdout.isTTY;
const warnings = config.adminPassword === null ? null : createRecentWarnings();
const log = createLog(config.logLevel, { isForPerson, warnings });
endOnBug(process, log);
const app = createApp(config, log, { warnings: warnings?.all ?? [] });

app.server.on('error', (error) => {
  const sentence = listenFailure(error, config);
  if (sentence !== null) giveUp([sentence]);
  log.fatal(error);
  process.exit(1);
});
app.server.listen({ port: config.port, ...(config.host === null ? {} : { host: config.host }) }, () =>
  sayThatItRuns(config, app.server.address() as AddressInfo, log, isForPerson),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    log.info({ signal }, 'shutting down');
    // PeerServer's timers would keep the process alive for ever.
    void app.close().finally(() => process.exit(0));
  });
}
