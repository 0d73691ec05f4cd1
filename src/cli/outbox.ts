import { OWN_SLUG, SAMPLE_SLUG } from '../access/companies.ts';
import { readConfig } from '../config.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { listDead } from '../db/queries/outbox.ts';
import { retryDead } from '../delivery/inspect-outbox.ts';
import { createJobs } from '../jobs/create-jobs.ts';
import { createLogger } from '../observability/logger.ts';

/** The companies of this deployment, as far as they were made. */
export async function findTenants(database: Database): Promise<readonly TenantId[]> {
  const found = await Promise.all([SAMPLE_SLUG, OWN_SLUG].map((slug) => database.findTenantOfWorkspace('web', slug)));
  return found.filter((tenant) => tenant !== null);
}

/** Lists the messages that were given up: never what they say. */
export async function listOutbox(options: { readonly json?: boolean }): Promise<void> {
  await withDatabase(async (database) => {
    const tenants = await findTenants(database);
    const dead = (await Promise.all(tenants.map((tenant) => database.inTenant(tenant, (tx) => listDead(tx))))).flat();
    if (options.json) return print(JSON.stringify(dead, null, 2));
    if (dead.length === 0) return print('No message was given up.');
    for (const { id, channel, attempts, createdAt, error } of dead)
      print(`${id}  ${channel}  ${createdAt.toISOString()}  tries: ${attempts}  ${error}`);
  });
}

/** Lets given-up messages try again: all, or the one with this id. */
export async function retryOutbox(id: string | undefined): Promise<void> {
  await withDatabase(async (database) => {
    const jobs = await createJobs({ database, log: createLogger('silent') });
    let count = 0;
    try {
      for (const tenant of await findTenants(database)) count += await retryDead({ database, jobs }, tenant, id);
    } finally {
      await jobs.stop();
    }
    print(
      count === 0 ? 'There is nothing to send again.' : `Trying again: ${count}. The service sends them by itself.`,
    );
  });
}

async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const config = readConfig();
  const log = createLogger('silent');
  const database = await openDatabase({ ...config, ownerUrl: config.databaseOwnerUrl, log });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);
