import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { DyocenseError } from './contracts/errors.ts';
import { createLogger } from './observability/logger.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

try {
  const config = readConfig();
  const log = createLogger(config.logLevel);
  // A promise that nobody waits for, deep in a platform's SDK, must not cost everybody the service.
  process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'a promise failed and nobody waited for it'));
  const app = await createApp({ config, log, progress: say });
  const stop = () => {
    say('Stopping.');
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const address = await app.server.listen({ host: config.host, port: config.port });
  say(`\nDyocense is ready: ${address}\n`);
  // Not waited for: a platform that is away is tried again, and the page works without it. It logs its own failures.
  await app.startChannels();
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  if (error instanceof DyocenseError) return `${error.message}\n${error.advice}`;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return 'Another program already listens on this address.\nStop it, or set PORT to another number.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
