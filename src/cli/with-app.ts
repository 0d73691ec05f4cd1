import { type App, createApp } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import { createLogger } from '../observability/logger.ts';

/** Runs work with the whole service, without listening, and closes it whatever happens. */
export async function withApp<T>(work: (app: App) => Promise<T>, change: Partial<Config> = {}): Promise<T> {
  const config = { ...readConfig(), ...change };
  // The terminal is for the answer: the service's ordinary lines stay out of it.
  const log = createLogger(config.logLevel === 'info' ? 'error' : config.logLevel);
  const app = await createApp({ config, log, progress: (text) => process.stderr.write(`${text}\n`) });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
