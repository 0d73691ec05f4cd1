/**
 * `npm run bench:import`: how long 200,000 rows take to go in, and how long others wait meanwhile.
 * On the embedded database, and on PostgreSQL too when DATABASE_URL (and DATABASE_OWNER_URL) is set.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { importDataset } from '../../src/datasets/import-dataset.ts';
import { openReading } from '../../src/datasets/open-reading.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import { createTestCompany, silentLog } from '../db/harness.ts';

const ROWS = Number(process.argv[2] ?? 200_000);

/** One row a day, shop and product, as a till exports it: 5 shops × 40 products × 1,000 days. */
function makeFile(rows: number): Uint8Array {
  const lines = ['date,shop,product,quantity,price,revenue'];
  for (let at = 0; at < rows; at += 1) {
    const day = new Date(Date.UTC(2023, 0, 1) + Math.floor(at / 200) * 86_400_000).toISOString().slice(0, 10);
    const quantity = 1 + ((at * 7_919) % 37);
    const price = 2 + (at % 40) / 4 + (Math.floor(at / 20_000) % 3) / 10;
    lines.push(
      `${day},Shop ${String.fromCharCode(65 + (Math.floor(at / 40) % 5))},Product ${at % 40},${quantity},${price.toFixed(2)},${(quantity * price).toFixed(2)}`,
    );
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}

async function measure(name: string, database: Database): Promise<void> {
  const company = await createTestCompany(database);
  const content = makeFile(ROWS);
  const packed = await packUpload({ fileName: `${randomUUID()}.csv`, mediaType: 'text/csv', content });
  const upload = { ...packed, sha256: createHash('sha256').update(content).digest('hex') };
  await database.inTenant(company.id, (tx) => saveUpload(tx, upload));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const start = performance.now();
  const used = process.cpuUsage();
  let reading = 0;
  delay.enable();
  const file = await openReading(content, {
    fileName: upload.fileName,
    weekStart: 'monday',
    timezone: 'UTC',
    answers: {},
  });
  const stallReading = delay.max / 1e6;
  reading = performance.now() - start;
  if (file.outcome.kind === 'question') throw new Error('The file raised a question.');
  let told = 0;
  const outcome = await importDataset({
    data: (work) => database.inTenant(company.id, work),
    company,
    upload,
    understanding: file.outcome,
    reading: file,
    onProgress: () => {
      told += 1;
    },
  });
  delay.disable();
  await file.close();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(used);
  const values = outcome.kind === 'imported' ? outcome.counts.added : 0;
  console.log(
    `${name}: ${ROWS} rows (${values} values) in ${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds)} rows/s (processor ${((user + system) / 1e6).toFixed(1)} s); reading ${(reading / 1_000).toFixed(1)} s; ` +
      `longest stall while reading ${stallReading.toFixed(0)} ms, overall ${(delay.max / 1e6).toFixed(0)} ms; ${told} progress events`,
  );
}

const folder = await mkdtemp(join(tmpdir(), 'bench-import-'));
const embedded = await openDatabase({ dataDir: folder, log: silentLog });
await measure('embedded', embedded);
await embedded.close();
await rm(folder, { recursive: true, force: true });
const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;
if (DATABASE_URL) {
  const postgres = await openDatabase({
    databaseUrl: DATABASE_URL,
    ownerUrl: DATABASE_OWNER_URL,
    dataDir: folder,
    log: silentLog,
  });
  await measure('PostgreSQL', postgres);
  await postgres.close();
}
