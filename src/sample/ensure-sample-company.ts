import { randomUUID } from 'node:crypto';
import { findCompany, SAMPLE_SLUG } from '../access/companies.ts';
import { addDays } from '../calendar/civil-day.ts';
import type { DatasetId, TenantId } from '../contracts/ids.ts';
import type { Database } from '../db/database.ts';
import { upsertDefinition, upsertDimension } from '../db/queries/catalogue.ts';
import { bumpDataVersion, createCompany } from '../db/queries/companies.ts';
import { insertDataset } from '../db/queries/import-datasets.ts';
import { replaceDays } from '../db/queries/import-days.ts';
import { refreshRollups } from '../db/queries/import-rollups.ts';
import { insertValues } from '../db/queries/import-values.ts';
import { savePlanningSetting } from '../db/queries/planning-settings.ts';
import { insertRecords } from '../db/queries/records.ts';
import { type PackedUpload, packUpload, saveUpload } from '../db/queries/uploads.ts';
import type { TenantTx } from '../db/schema.ts';
import { civilDate } from '../metrics/calendar.ts';
import { generateSampleCompany, type SampleCompany } from './generate-sample-company.ts';
import type { SampleRow } from './write-records.ts';

const BATCH = 5_000;

/**
 * Makes the sample company where there is none, with data up to yesterday. All in one transaction:
 * a stop half-way leaves nothing, and the next start makes it.
 */
export async function ensureSampleCompany(parts: {
  readonly database: Database;
  readonly now: Date;
  readonly progress: (text: string) => void;
}): Promise<void> {
  const { database, now, progress } = parts;
  if (await findCompany(database, 'web', SAMPLE_SLUG)) return;
  progress('Making the sample company (once, a few seconds) …');
  const sample = generateSampleCompany({ endDate: addDays(civilDate(now, 'America/New_York'), -1) });
  const uploads = await Promise.all(
    sample.files.map((file) =>
      packUpload({ fileName: file.fileName, mediaType: 'text/csv', content: Buffer.from(file.text) }),
    ),
  );
  // A fresh random UUID is a TenantId by definition.
  const id = randomUUID() as TenantId;
  try {
    await database.inTenant(id, (tx) => writeSample(tx, id, sample, uploads));
  } catch (error) {
    // Another copy started at the same time and made it: slugs are unique.
    if (!(await findCompany(database, 'web', SAMPLE_SLUG))) throw error;
  }
}

async function writeSample(
  tx: TenantTx,
  id: TenantId,
  sample: SampleCompany,
  uploads: readonly PackedUpload[],
): Promise<void> {
  await createCompany(tx, { ...sample.profile, id, slug: SAMPLE_SLUG }, [
    { channel: 'web', workspace: SAMPLE_SLUG },
    { channel: 'cli', workspace: SAMPLE_SLUG },
  ]);
  for (const definition of sample.definitions) await upsertDefinition(tx, definition);
  for (const dimension of sample.dimensions) await upsertDimension(tx, dimension);
  const datasets = new Map<string, DatasetId>();
  for (const upload of uploads) {
    datasets.set(upload.fileName, await writeFile(tx, upload, sample));
  }
  for (const setting of sample.settings) await savePlanningSetting(tx, { ...setting, saidBy: null });
  const [anyFile] = datasets.values();
  const calendar = [...sample.calendar, ...sample.upcoming].map((day) => ({ ...day, location: day.location ?? '' }));
  const [first, last] = [sample.rows[0]?.day ?? '', sample.rows.at(-1)?.day ?? ''];
  if (anyFile) await replaceDays(tx, anyFile, calendar, first, last);
  const means = new Set(
    sample.definitions
      .filter((definition) => definition.aggregation.kind === 'mean')
      .map((definition) => definition.key),
  );
  for (const group of groupRows(sample.rows)) {
    const days = group.rows.map((row) => row.day).sort();
    const stretch = {
      metric: group.metric,
      cut: group.cut,
      isMean: means.has(group.metric),
      first: days[0] ?? '',
      last: days.at(-1) ?? '',
      values: group.rows.length,
    };
    await refreshRollups(tx, stretch, sample.profile.weekStart);
  }
  await bumpDataVersion(tx);
}

async function writeFile(tx: TenantTx, upload: PackedUpload, sample: SampleCompany): Promise<DatasetId> {
  const { fileName } = upload;
  const rows = sample.rows.filter(({ file }) => file === fileName);
  // A fresh random UUID is a DatasetId by definition.
  const dataset = randomUUID() as DatasetId;
  const days = rows.map((row) => row.day).sort();
  await saveUpload(tx, upload);
  await insertDataset(tx, {
    id: dataset,
    uploadId: upload.id,
    name: upload.fileName,
    fileName: upload.fileName,
    sha256: upload.sha256,
    understanding: { generated: true },
    rowCount: sample.files.find((file) => file.fileName === fileName)?.rowCount ?? 0,
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
  });
  await insertRecords(
    tx,
    dataset,
    sample.records.filter(({ file }) => file === fileName),
  );
  for (const group of groupRows(rows)) {
    for (let from = 0; from < group.rows.length; from += BATCH) {
      const batch = group.rows.slice(from, from + BATCH);
      const json = JSON.stringify(
        batch.map((row) => ({ d: row.dims, t: row.day, v: row.value, w: 1, s: `{[${row.row},${row.row + 1})}` })),
      );
      await insertValues(tx, {
        dataset,
        metric: group.metric,
        cut: group.cut,
        grain: 'day',
        json,
        count: batch.length,
      });
    }
  }
  return dataset;
}

interface RowGroup {
  readonly metric: string;
  readonly cut: string;
  readonly rows: SampleRow[];
}

/** Rows by metric and cut, in the order they come. */
function groupRows(rows: readonly SampleRow[]): RowGroup[] {
  const groups = new Map<string, RowGroup>();
  for (const row of rows) {
    const cut = cutOf(row);
    const key = `${row.metric}|${cut}`;
    const known = groups.get(key);
    if (known) known.rows.push(row);
    else groups.set(key, { metric: row.metric, cut, rows: [row] });
  }
  return [...groups.values()];
}

const cuts = new WeakMap<SampleRow['dims'], string>();

function cutOf({ dims }: SampleRow): string {
  const known = cuts.get(dims);
  if (known !== undefined) return known;
  const cut = Object.keys(dims).sort().join(',');
  cuts.set(dims, cut);
  return cut;
}
