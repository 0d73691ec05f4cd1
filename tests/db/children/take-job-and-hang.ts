import { openDatabase } from '../../../src/db/open-database.ts';
import { createJobs } from '../../../src/jobs/create-jobs.ts';

/** Takes the waiting job of the database given, says so, and never finishes it. */
const [dataDir = '', databaseUrl = ''] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const database = await openDatabase({ dataDir, databaseUrl: databaseUrl || undefined, log });
const jobs = await createJobs({ database, log, times: { heartbeatSeconds: 10 } });
await jobs.work('finish-turn', (data) => {
  process.stdout.write(`${data.inbound}\n`);
  return new Promise(() => undefined);
});
