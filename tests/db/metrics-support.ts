import { randomUUID } from 'node:crypto';
import type { Filter, MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { DatasetId } from '../../src/contracts/ids.ts';
import type { NativeGrain } from '../../src/contracts/period.ts';
import type { Database } from '../../src/db/database.ts';
import { readDefinitions, upsertDefinition, upsertDimension } from '../../src/db/queries/catalogue.ts';
import { bumpDataVersion, readDataVersion } from '../../src/db/queries/companies.ts';
import { insertDataset } from '../../src/db/queries/import-datasets.ts';
import { type DayOfDataset, replaceDays } from '../../src/db/queries/import-days.ts';
import { refreshRollups } from '../../src/db/queries/import-rollups.ts';
import { hasValues, insertValues, mergeValues } from '../../src/db/queries/import-values.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import { createMetricReader } from '../../src/metrics/create-metric-reader.ts';
import { createMetricCache, openMetricStore } from '../../src/metrics/metric-cache.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';

/** One value of a hand-made file: where, when, how much, and the row it stands in. */
export interface Row {
  readonly dims: Filter;
  readonly t: string;
  readonly value: number;
  /** How many readings it is the mean of. */
  readonly weight?: number;
  readonly row: number;
}

export interface HandMadeFile {
  readonly fileName: string;
  readonly days?: readonly DayOfDataset[];
  readonly metrics: readonly { readonly metric: string; readonly grain: NativeGrain; readonly rows: readonly Row[] }[];
}

export const metricOf = (key: string, more: Partial<MetricDefinition> = {}): MetricDefinition => ({
  key,
  label: key.charAt(0).toUpperCase() + key.slice(1),
  unit: 'count',
  grain: 'day',
  synonyms: [],
  aggregation: { kind: 'sum' },
  nonNegative: true,
  goodDirection: 'up',
  role: 'measure',
  ...more,
});

/** Writes a file as the import does: values, rollups, days, a new version of the data. */
export async function writeFile(database: Database, company: Company, file: HandMadeFile): Promise<void> {
  const content = Buffer.from(`${file.fileName} ${randomUUID()}`);
  const upload = await packUpload({ fileName: file.fileName, mediaType: 'text/csv', content });
  // A fresh random UUID is a DatasetId by definition.
  const dataset = randomUUID() as DatasetId;
  const times = file.metrics.flatMap(({ rows }) => rows.map(({ t }) => t)).sort();
  const [first = '', last = ''] = [times[0], times.at(-1)];
  await database.inTenant(company.id, async (tx) => {
    await saveUpload(tx, upload);
    await insertDataset(tx, {
      id: dataset,
      uploadId: upload.id,
      name: file.fileName,
      fileName: file.fileName,
      sha256: upload.sha256,
      understanding: {},
      rowCount: times.length,
      firstDay: first,
      lastDay: last,
    });
    const definitions = await readDefinitions(tx);
    for (const { metric, grain, rows } of file.metrics) {
      for (const [cut, inCut] of Map.groupBy(rows, ({ dims }) => Object.keys(dims).sort().join(','))) {
        const write = (await hasValues(tx, { metric, cut, grain })) ? mergeValues : insertValues;
        const values = inCut.map(({ dims, t, value, weight = 1, row }) => ({
          d: dims,
          t,
          v: value,
          w: weight,
          s: `{[${row},${row + 1})}`,
        }));
        await write(tx, { dataset, metric, cut, grain, json: JSON.stringify(values), count: values.length });
        const isMean = definitions.find(({ key }) => key === metric)?.aggregation.kind === 'mean';
        await refreshRollups(tx, { metric, cut, isMean, first, last, values: values.length }, company.weekStart);
      }
      for (const { dims } of rows)
        for (const [key, member] of Object.entries(dims))
          await upsertDimension(tx, { key, label: key.charAt(0).toUpperCase() + key.slice(1), members: [member] });
    }
    await replaceDays(tx, dataset, file.days ?? [], first, last);
    await bumpDataVersion(tx);
  });
}

export const define = (database: Database, company: Company, definitions: readonly MetricDefinition[]): Promise<void> =>
  database.inTenant(company.id, async (tx) => {
    for (const definition of definitions) await upsertDefinition(tx, definition);
  });

/** Opens a reader as the skills do: one cache over all reads, keyed by the version of the data. */
export function createReading(database: Database, company: Company) {
  const cache = createMetricCache();
  return <T>(work: (metrics: MetricReader) => Promise<T>): Promise<T> =>
    database.inTenant(company.id, async (tx) => {
      const store = openMetricStore(tx, cache, `${company.id}@${await readDataVersion(tx)}`);
      return work(createMetricReader(store, await readDefinitions(tx), company));
    });
}
