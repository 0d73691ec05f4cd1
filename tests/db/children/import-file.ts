import type { TenantId } from '../../../src/contracts/ids.ts';
import { openDatabase } from '../../../src/db/open-database.ts';
import { getCompany } from '../../../src/db/queries/companies.ts';
import { importText, makeCsv } from '../import-support.ts';

/** Imports a file into the company given and says how far it is. */
const [dataDir = '', id = ''] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const database = await openDatabase({ dataDir, log });
// The parent made the company with this id.
const company = await database.inTenant(id as TenantId, getCompany);
if (!company) throw new Error('There is no such company.');
const text = makeCsv('date,shop,quantity', '2020-01-01', 2_000, (day, at) =>
  ['A', 'B', 'C', 'D'].map((shop, s) => `${day},${shop},${(at + s) % 50}`).join('\n'),
);
const onProgress = (what: string, done: number) => process.stdout.write(`${what} ${done.toFixed(3)}\n`);
const outcome = await importText(database, company, { name: 'second.csv', text, onProgress });
process.stdout.write(`outcome ${outcome.kind}\n`);
await database.close();
