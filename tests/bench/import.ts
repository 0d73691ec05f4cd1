/**
 * `npm run bench:import [-- --rows 200000] [-- --remove]`: how long a file takes to go in, how long others wait
 * meanwhile, and how much memory the process needs at most; with `--remove`, the same for taking it out again while
 * another file has half of its values.
 * On the embedded database, and on PostgreSQL too when DATABASE_URL (and DATABASE_OWNER_URL) is set.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { Company } from '../../src/contracts/company.ts';
import { importDataset } from '../../src/datasets/import-dataset.ts';
import { openReading } from '../../src/datasets/open-reading.ts';
import { removeDataset } from '../../src/datasets/remove-dataset.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { type PackedUpload, packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import { createTestCompany, silentLog } from '../db/harness.ts';

const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '200000' }, remove: { type: 'boolean', default: false } },
});
const ROWS = Number(options.rows);

/** One row a day, shop and product, as a till exports it: 5 shops × 40 products × 1,000 days. */
function makeFile(rows: number): Uint8Array {
  const parts = [Buffer.from('date,shop,product,quantity,price,revenue\n')];
  let lines = '';
  for (let at = 0; at < rows; at += 1) {
    const day = new Date(Date.UTC(2023, 0, 1) + Math.floor(at / 200) * 86_400_000).toISOString().slice(0, 10);
    const quantity = 1 + ((at * 7_919) % 37);
    const price = 2 + (at % 40) / 4 + (Math.floor(at / 20_000) % 3) / 10;
    lines += `${day},Shop ${String.fromCharCode(65 + (Math.floor(at / 40) % 5))},Product ${at % 40},${quantity},${price.toFixed(2)},${(quantity * price).toFixed(2)}\n`;
    if (at % 1_000 < 999 && at < rows - 1) continue;
    parts.push(Buffer.from(lines));
    lines = '';
  }
  return Buffer.concat(parts);
}

async function measure(name: string, database: Database): Promise<void> {
  const company = await createTestCompany(database);
  if (options.remove) {
    const half = makeFile(ROWS / 2);
    await importFile(database, company, half, await keepFile(database, company, half));
  }
  const content = makeFile(ROWS);
  const size = (content.byteLength / 1e6).toFixed(0);
  const upload = await keepFile(database, company, content);
  const watch = startWatch();
  const { outcome, reading } = await importFile(database, company, content, upload);
  const imported = watch.stop();
  const values = outcome.kind === 'imported' ? outcome.counts.added + outcome.counts.same : 0;
  console.log(
    `${name}: ${ROWS} rows, ${size} MB (${values} values) in ${imported.seconds.toFixed(1)} s, ${Math.round(ROWS / imported.seconds)} rows/s; reading ${reading.toFixed(1)} s; ${imported.text}`,
  );
  if (!options.remove || outcome.kind !== 'imported') return;
  const removal = startWatch();
  const taken = await removeDataset({
    data: (work) => database.inTenant(company.id, work),
    company,
    dataset: outcome.dataset,
  });
  const removed = removal.stop();
  console.log(
    `${name}: taken out in ${removed.seconds.toFixed(1)} s (${taken.kind === 'taken-out' ? `${taken.removed} values went, ${taken.restored} came back` : taken.kind}); ${removed.text}`,
  );
}

async function keepFile(database: Database, company: Company, content: Uint8Array): Promise<PackedUpload> {
  const upload = await packUpload({ fileName: `${randomUUID()}.csv`, mediaType: 'text/csv', content });
  await database.inTenant(company.id, (tx) => saveUpload(tx, upload));
  return upload;
}

async function importFile(database: Database, company: Company, content: Uint8Array, upload: PackedUpload) {
  const start = performance.now();
  const file = await openReading(content, {
    fileName: upload.fileName,
    weekStart: 'monday',
    timezone: 'UTC',
    answers: {},
  });
  const reading = (performance.now() - start) / 1_000;
  if (file.outcome.kind === 'question') throw new Error('The file raised a question.');
  const outcome = await importDataset({
    data: (work) => database.inTenant(company.id, work),
    company,
    upload,
    understanding: file.outcome,
    reading: file,
  });
  await file.close();
  return { outcome, reading };
}

/** Time, processor time, the longest and the usual stall of the event loop, and the most memory held. */
function startWatch() {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const start = performance.now();
  const used = process.cpuUsage();
  let most = 0;
  const sample = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(sample, 100);
  delay.enable();
  return {
    stop() {
      delay.disable();
      clearInterval(timer);
      sample();
      const { user, system } = process.cpuUsage(used);
      const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(0);
      return {
        seconds: (performance.now() - start) / 1_000,
        text: `processor ${((user + system) / 1e6).toFixed(1)} s; stalls: longest ${ms(delay.max)} ms, 99.9% under ${ms(delay.percentile(99.9))} ms, 99% under ${ms(delay.percentile(99))} ms; at most ${(most / 1e6).toFixed(0)} MB of memory`,
      };
    },
  };
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
