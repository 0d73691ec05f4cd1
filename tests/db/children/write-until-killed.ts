import { randomUUID } from 'node:crypto';
import type { TenantId } from '../../../src/contracts/ids.ts';
import { openDatabase } from '../../../src/db/open-database.ts';
import { ensurePerson } from '../../../src/db/queries/people.ts';

/** Adds people to the company given, one a transaction, and says each name once the database has acknowledged it. */
const [dataDir = '', company = ''] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const database = await openDatabase({ dataDir, log });
for (;;) {
  const name = randomUUID();
  // The parent made the company with this id.
  await database.inTenant(company as TenantId, (tx) =>
    ensurePerson(tx, { channel: 'web', workspace: 'w', externalUser: name }, { displayName: name, role: 'member' }),
  );
  process.stdout.write(`${name}\n`);
}
