import { readConfig } from '../config.ts';
import { openDatabase } from '../db/open-database.ts';
import { createLogger } from '../observability/logger.ts';

/** Migrates and checks the database, and stops. Starting the service does the same. */
export async function migrateOnly(): Promise<void> {
  const config = readConfig();
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const database = await openDatabase({
    ...config,
    ownerUrl: config.databaseOwnerUrl,
    log: createLogger('error'),
    progress: say,
  });
  say(`The database is up to date (${database.kind}, PostgreSQL ${database.version}).`);
  await database.close();
}
