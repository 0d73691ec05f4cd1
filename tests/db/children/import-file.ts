import type { DatasetId, TenantId } from '../../../src/contracts/ids.ts';
import { removeDataset } from '../../../src/datasets/remove-dataset.ts';
import { openDatabase } from '../../../src/db/open-database.ts';
import { getCompany } from '../../../src/db/queries/companies.ts';
import { importText, makeCsv } from '../import-support.ts';

/** Imports a file of so many days into the company given, or takes a dataset out, and says how far it is. */
const [dataDir = '', id = '', days = '2000', dataset = ''] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const database = await openDatabase({ dataDir, log });
// The parent made the company with this id.
const company = await database.inTenant(id as TenantId, getCompany);
if (!company) throw new Error('There is no such company.');
const onProgress = (what: string, done: number) => process.stdout.write(`${what} ${done.toFixed(3)}\n`);
if (dataset === '') {
  const text = makeCsv('date,shop,quantity', '2020-01-01', Number(days), (day, at) =>
    ['A', 'B', 'C', 'D'].map((shop, s) => `${day},${shop},${(at + s) % 50}`).join('\n'),
  );
  const outcome = await importText(database, company, { name: 'second.csv', text, onProgress });
  process.stdout.write(`outcome ${outcome.kind}\n`);
} else {
  const data = <T>(work: Parameters<typeof database.inTenant<T>>[1]) => database.inTenant(company.id, work);
  // The parent found the dataset with this id.
  const outcome = await removeDataset({ data, company, dataset: dataset as DatasetId, onProgress });
  process.stdout.write(`outcome ${outcome.kind}\n`);
}
await database.close();
