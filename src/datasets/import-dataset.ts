import { randomUUID } from 'node:crypto';
import type { Company } from '../contracts/company.ts';
import type { DatasetId } from '../contracts/ids.ts';
import type { IsoDate } from '../contracts/period.ts';
import { giveWay } from '../db/give-way.ts';
import { readDefinitions, upsertDefinition, upsertDimension } from '../db/queries/catalogue.ts';
import { bumpDataVersion } from '../db/queries/companies.ts';
import {
  findReadyDataset,
  insertDataset,
  lockImports,
  type ReadyDataset,
  replaceDays,
} from '../db/queries/import-datasets.ts';
import { type RollupStretch, refreshRollups } from '../db/queries/import-rollups.ts';
import { hasValues, insertValues, mergeValues, removeValuesOn, type WriteCounts } from '../db/queries/import-values.ts';
import type { TenantTx } from '../db/schema.ts';
import type { FileUnderstanding, MetricBatch } from './file-understanding.ts';
import { mergeDefinitions } from './merge-definitions.ts';
import { mergeDimensions } from './merge-dimensions.ts';
import type { FileReading } from './open-reading.ts';

export interface ImportRequest {
  /** Runs work in one transaction of the company: `(work) => database.inTenant(company.id, work)`. */
  readonly data: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;
  readonly company: Company;
  readonly upload: { readonly id: string; readonly fileName: string; readonly sha256: string };
  readonly understanding: FileUnderstanding;
  readonly reading: FileReading;
  /** A few words for the person who waits; `done` from 0 to 1. */
  readonly onProgress?: (text: string, done: number) => void;
  readonly signal?: AbortSignal;
}

export type ImportOutcome =
  | { readonly kind: 'already-known'; readonly dataset: ReadyDataset }
  | {
      readonly kind: 'imported';
      readonly dataset: DatasetId;
      readonly counts: WriteCounts;
      /** Key of the metric to speak of first, as it is stored. */
      readonly mainMetric: string;
      readonly dataVersion: number;
    };

/**
 * Small enough that one statement holds up the embedded database (and with it everybody else) for some tens of
 * milliseconds only.
 */
const BATCH_SIZE = 1_000;

/**
 * Imports a file that was understood: everything in one transaction, so a stop, an error or a crash leaves what was
 * there. The same bytes a second time change nothing; where two files have the same metric, members and time, the
 * newer holds.
 * @throws the signal's reason when stopped.
 */
export async function importDataset(request: ImportRequest): Promise<ImportOutcome> {
  const { reading, signal } = request;
  const batches: MetricBatch[] = [];
  for (let batch = await reading.nextBatch(BATCH_SIZE); batch; batch = await reading.nextBatch(BATCH_SIZE))
    batches.push(batch);
  signal?.throwIfAborted();
  return request.data((tx) => writeDataset(tx, request, batches));
}

async function writeDataset(
  tx: TenantTx,
  request: ImportRequest,
  batches: readonly MetricBatch[],
): Promise<ImportOutcome> {
  const { understanding, upload, company, signal } = request;
  await lockImports(tx);
  const known = await findReadyDataset(tx, upload.sha256);
  if (known) return { kind: 'already-known', dataset: known };
  // A fresh random UUID is a DatasetId by definition.
  const dataset = randomUUID() as DatasetId;
  await insertDataset(tx, {
    id: dataset,
    uploadId: upload.id,
    name: upload.fileName,
    fileName: upload.fileName,
    sha256: upload.sha256,
    understanding: { ...understanding },
    rowCount: understanding.rowCount,
    firstDay: understanding.period.start,
    lastDay: understanding.period.end,
  });
  const { definitions, keys } = mergeDefinitions(understanding.metrics, await readDefinitions(tx));
  for (const definition of definitions) await upsertDefinition(tx, definition);
  for (const dimension of await mergeDimensions(tx, company, understanding.dimensions))
    await upsertDimension(tx, dimension);
  const counts = { added: 0, same: 0, changed: 0 };
  const stretches = new Map<string, RollupStretch>();
  const merging = new Map<string, boolean>();
  const total = batches.reduce((sum, batch) => sum + batch.count, 0);
  let written = 0;
  for (const batch of batches) {
    signal?.throwIfAborted();
    const cut = batch.dims.join(',');
    const metric = keys.get(batch.metric) ?? batch.metric;
    const place = `${metric} ${cut}`;
    const merge = merging.get(place) ?? (await hasValues(tx, { metric, cut, grain: batch.grain }));
    merging.set(place, merge);
    const write = await (merge ? mergeValues : insertValues)(tx, {
      dataset,
      metric,
      cut,
      grain: batch.grain,
      json: batch.json,
      count: batch.count,
    });
    counts.added += write.added;
    counts.same += write.same;
    counts.changed += write.changed;
    const isMean = definitions.find((definition) => definition.key === metric)?.aggregation.kind === 'mean';
    stretches.set(place, stretchWith(stretches.get(place), batch, { metric, cut, isMean, understanding }));
    written += batch.count;
    request.onProgress?.('saving the numbers', 0.9 * (written / Math.max(1, total)));
    await giveWay();
  }
  counts.changed += await clearClosedDays(
    tx,
    understanding,
    [...stretches.values()].filter((stretch) => merging.get(`${stretch.metric} ${stretch.cut}`)),
  );
  await replaceDays(tx, dataset, understanding.specialDays, understanding.period.start, understanding.period.end);
  let rolled = 0;
  for (const stretch of stretches.values()) {
    signal?.throwIfAborted();
    await refreshRollups(tx, stretch, company.weekStart);
    rolled += 1;
    request.onProgress?.('adding up weeks and months', 0.9 + 0.1 * (rolled / stretches.size));
    await giveWay();
  }
  const mainMetric = keys.get(understanding.mainMetric) ?? understanding.mainMetric;
  return { kind: 'imported', dataset, counts, mainMetric, dataVersion: await bumpDataVersion(tx) };
}

function stretchWith(
  before: RollupStretch | undefined,
  batch: MetricBatch,
  {
    metric,
    cut,
    isMean,
    understanding,
  }: { metric: string; cut: string; isMean: boolean; understanding: FileUnderstanding },
): RollupStretch {
  const { start, end } = understanding.period;
  return { metric, cut, isMean, first: start, last: end, values: (before?.values ?? 0) + batch.count };
}

async function clearClosedDays(
  tx: TenantTx,
  understanding: FileUnderstanding,
  merged: readonly RollupStretch[],
): Promise<number> {
  const closed: IsoDate[] = understanding.specialDays
    .filter((day) => day.kind === 'closed' && day.location === '')
    .map((day) => day.day);
  const context = new Set(
    understanding.metrics
      .filter((metric) => metric.definition.role === 'context')
      .map((metric) => metric.definition.key),
  );
  let removed = 0;
  for (const { metric, cut } of merged)
    if (!context.has(metric)) removed += await removeValuesOn(tx, { metric, cut }, closed);
  return removed;
}
