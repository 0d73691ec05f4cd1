import { randomUUID } from 'node:crypto';
import type { Company } from '../contracts/company.ts';
import type { DatasetId } from '../contracts/ids.ts';
import type { Period } from '../contracts/period.ts';
import { giveWay } from '../db/give-way.ts';
import { readCatalogue, readDefinitions, upsertDefinition, upsertDimension } from '../db/queries/catalogue.ts';
import { insertDataset, readReadyDatasets, saveUnderstanding } from '../db/queries/import-datasets.ts';
import { type DayChanges, replaceDays } from '../db/queries/import-days.ts';
import { refreshRollups } from '../db/queries/import-rollups.ts';
import {
  hasValues,
  insertValues,
  mergeValues,
  readDisplaced,
  readValuesOn,
  removeValuesOn,
  type StoredValue,
  type WriteCounts,
} from '../db/queries/import-values.ts';
import type { TenantTx } from '../db/schema.ts';
import type { FileUnderstanding } from './file-understanding.ts';
import {
  type ImportRecord,
  type MeasuredPlace,
  packRecord,
  placeName,
  placeOf,
  placesOf,
  unpackRecord,
} from './import-record.ts';
import type { ImportRequest } from './import-request.ts';
import { mergeDefinitions } from './merge-definitions.ts';
import { mergeDimension } from './merge-dimensions.ts';
import { streamBatches } from './stream-batches.ts';

/**
 * Values a statement: few enough that it holds up the embedded database (and with it everybody else) for some tens of
 * milliseconds only, and enough that it costs hardly more time than larger ones.
 */
export const BATCH_SIZE = 400;

/** About how much of the time goes into writing values; the rest adds them up. */
const VALUES_SHARE = 0.6;

export interface WrittenDataset {
  readonly id: DatasetId;
  readonly counts: WriteCounts;
  /** Metric of the file → key it is stored under. */
  readonly keys: Readonly<Record<string, string>>;
}

/** Writes a dataset with all that belongs to it, in the caller's transaction, and the record to take it out again. */
export async function writeDataset(tx: TenantTx, request: ImportRequest): Promise<WrittenDataset> {
  const { understanding, upload, company } = request;
  // A fresh random UUID is a DatasetId by definition.
  const id = randomUUID() as DatasetId;
  // Read before it is there itself: data of these cannot be read again from a file.
  const unread = (await readReadyDatasets(tx)).filter((known) => unpackRecord(known) === null).map((known) => known.id);
  await insertDataset(tx, {
    id,
    uploadId: upload.id,
    name: upload.fileName,
    fileName: upload.fileName,
    sha256: upload.sha256,
    understanding: { ...understanding },
    rowCount: understanding.rowCount,
    firstDay: understanding.period.start,
    lastDay: understanding.period.end,
  });
  const named = await writeNames(tx, company, understanding);
  const { answers, weekStart, timezone } = request.reading.context;
  const draft: ImportRecord = {
    answers,
    weekStart,
    timezone,
    ...named,
    days: { added: [], reopened: [] },
    displaced: [],
  };
  const places = placesOf({ understanding, record: draft });
  const values = await writeValues(tx, request, { id, keys: named.keys, places, unread });
  const measures = places.filter((place) => !place.isContext && place.grain === 'day');
  const { start, end } = understanding.period;
  const days: DayChanges = await replaceDays(tx, id, understanding.specialDays, start, end, measures);
  await saveUnderstanding(tx, id, packRecord(understanding, { ...draft, days, displaced: values.displaced }));
  await addUp(tx, request, places, understanding.period, values.perPlace);
  return { id, counts: values.counts, keys: named.keys };
}

/** Metrics, dimensions and members; says what was there before. */
async function writeNames(
  tx: TenantTx,
  company: Company,
  understanding: FileUnderstanding,
): Promise<Pick<ImportRecord, 'keys' | 'definitions' | 'dimensions' | 'members'>> {
  const known = await readDefinitions(tx);
  const { definitions, keys } = mergeDefinitions(understanding.metrics, known);
  for (const definition of definitions) await upsertDefinition(tx, definition);
  const catalogue = await readCatalogue(tx, company);
  const before = new Map(catalogue.dimensions.map((dimension) => [dimension.key, dimension]));
  for (const plan of understanding.dimensions) {
    const dimension = before.get(plan.key);
    const merged = mergeDimension(dimension ? knownDimension(dimension) : null, plan);
    await upsertDimension(tx, { key: plan.key, ...merged, members: plan.members });
  }
  return {
    keys,
    definitions: Object.fromEntries(
      definitions.map(({ key }) => [key, known.find((definition) => definition.key === key) ?? null]),
    ),
    dimensions: Object.fromEntries(
      understanding.dimensions.map(({ key }) => {
        const dimension = before.get(key);
        return [key, dimension ? knownDimension(dimension) : null];
      }),
    ),
    members: Object.fromEntries(
      understanding.dimensions.map(({ key, members }) => {
        const there = new Set(before.get(key)?.members);
        return [key, members.filter((member) => !there.has(member))];
      }),
    ),
  };
}

function knownDimension({ key, label, synonyms }: { key: string; label?: string; synonyms?: readonly string[] }) {
  return { label: label ?? key, synonyms: synonyms ?? [] };
}

interface WrittenValues {
  readonly counts: WriteCounts;
  readonly perPlace: ReadonlyMap<string, number>;
  readonly displaced: readonly StoredValue[];
}

async function writeValues(
  tx: TenantTx,
  request: ImportRequest,
  target: {
    readonly id: DatasetId;
    readonly keys: Readonly<Record<string, string>>;
    readonly places: readonly MeasuredPlace[];
    readonly unread: readonly DatasetId[];
  },
): Promise<WrittenValues> {
  const { understanding, reading, signal } = request;
  const counts = { added: 0, same: 0, changed: 0 };
  const perPlace = new Map<string, number>();
  const displaced: StoredValue[] = [];
  const merging = new Map<string, boolean>();
  for await (const batch of streamBatches(reading, BATCH_SIZE)) {
    signal?.throwIfAborted();
    const place = placeOf(batch, target.keys, batch.grain);
    const name = placeName(place);
    const merge = merging.get(name) ?? (await hasValues(tx, place));
    merging.set(name, merge);
    const values = { ...place, dataset: target.id, json: batch.json, count: batch.count };
    if (merge && target.unread.length > 0) displaced.push(...(await readDisplaced(tx, values, target.unread)));
    const write = await (merge ? mergeValues : insertValues)(tx, values);
    counts.added += write.added;
    counts.same += write.same;
    counts.changed += write.changed;
    perPlace.set(name, (perPlace.get(name) ?? 0) + batch.count);
    request.onProgress?.('saving the numbers', VALUES_SHARE * batch.done);
    await giveWay();
  }
  const closed = closedDaysOf(understanding);
  for (const place of target.places) {
    if (place.isContext || !merging.get(placeName(place))) continue;
    displaced.push(...(await readValuesOn(tx, place, closed, target.unread)));
    counts.changed += await removeValuesOn(tx, place, closed);
  }
  return { counts, perPlace, displaced };
}

/** Days on which the whole company is shut, as the file says. */
export function closedDaysOf(understanding: Pick<FileUnderstanding, 'specialDays'>): string[] {
  return understanding.specialDays.filter((day) => day.kind === 'closed' && day.location === '').map((day) => day.day);
}

async function addUp(
  tx: TenantTx,
  { company, signal, onProgress }: ImportRequest,
  places: readonly MeasuredPlace[],
  { start, end }: Period,
  perPlace: ReadonlyMap<string, number>,
): Promise<void> {
  const written = places.filter((place) => perPlace.has(placeName(place)));
  for (const [at, place] of written.entries()) {
    const values = perPlace.get(placeName(place)) ?? 0;
    await refreshRollups(tx, { ...place, first: start, last: end, values }, company.weekStart, (done) => {
      signal?.throwIfAborted();
      onProgress?.('adding up weeks and months', VALUES_SHARE + ((1 - VALUES_SHARE) * (at + done)) / written.length);
    });
  }
}
