import type { Company } from '../contracts/company.ts';
import { UserError } from '../contracts/errors.ts';
import type { DatasetId } from '../contracts/ids.ts';
import type { Period } from '../contracts/period.ts';
import { giveWay } from '../db/give-way.ts';
import { upsertDefinition, upsertDimension } from '../db/queries/catalogue.ts';
import { removeDefinitions, removeDimensions, removeMembers } from '../db/queries/import-catalogue.ts';
import {
  markReplaced,
  type ReadyDataset,
  readReadyDatasets,
  saveUnderstanding,
} from '../db/queries/import-datasets.ts';
import { findOpenDays, insertDays, removeDays } from '../db/queries/import-days.ts';
import { refreshRollups, stepsThrough } from '../db/queries/import-rollups.ts';
import { clearValues, countValues, restoreDisplaced } from '../db/queries/import-values.ts';
import type { TenantTx } from '../db/schema.ts';
import {
  type MeasuredPlace,
  packRecord,
  placeName,
  placesOf,
  type RecordedDataset,
  unpackRecord,
} from './import-record.ts';
import { replayDataset } from './replay-dataset.ts';
import { unwindDays } from './unwind-days.ts';
import { unwindNames } from './unwind-names.ts';

/** Counting and deleting take a small part of what writing takes. */
const VALUES_COUNTED_A_STEP = 20_000;
const VALUES_DELETED_A_STEP = 1_600;

/** What happened when a file was taken out. */
export interface TakenOut {
  readonly fileName: string;
  readonly period: Period;
  /** Values of the file that went. */
  readonly removed: number;
  /** Values of other files that are back in their place. */
  readonly restored: number;
  /** Labels of the metrics that no other file has. */
  readonly metricsGone: readonly string[];
}

/**
 * Takes a file out, in the caller's transaction (which holds the lock of imports), so that everything is as if it had
 * never come: where other files have values of the same metrics, cuts and days, those are taken away too and read
 * again from the kept files in the order they came. The upload stays.
 * @throws UserError `cannot-take-out`, `cannot-read-again`; the signal's reason when stopped
 */
export async function takeOut(
  tx: TenantTx,
  dataset: ReadyDataset,
  run: {
    readonly company: Company;
    readonly signal?: AbortSignal;
    readonly onProgress?: (text: string, done: number) => void;
  },
): Promise<TakenOut> {
  const files = (await readReadyDatasets(tx)).map((ready) => ({ id: ready.id, file: unpackRecord(ready) }));
  const at = files.findIndex(({ id }) => id === dataset.id);
  const removed = files[at]?.file;
  if (!removed) throw cannotTakeOut(dataset.fileName);
  const others = files.flatMap(({ id, file }) => (file && id !== dataset.id ? [file] : []));
  const later = files.slice(at + 1).flatMap(({ file }) => (file ? [file] : []));
  const { period } = removed.understanding;
  const places = placesOf(removed);
  const sharing = others.filter((file) => doShare(file, removed));
  const owners = [removed.id, ...sharing.map((file) => file.id)];
  const say = (done: number) => run.onProgress?.('taking the file out', done);

  const before = await countPlaces(tx, places, removed);
  for (const [nth, place] of places.entries()) {
    run.signal?.throwIfAborted();
    await clearPlace(tx, place, period, owners, before.get(placeName(place))?.all ?? 0);
    say((0.4 * (nth + 1)) / places.length);
  }
  for (const place of places) await restoreDisplaced(tx, place, period);
  for (const [nth, file] of sharing.entries()) {
    await replayDataset(tx, file, { places, period }, run.signal);
    say(0.4 + (0.4 * (nth + 1)) / sharing.length);
  }
  const metricsGone = await putBackNamesAndDays(tx, removed, later);
  const after = await countPlaces(tx, places, removed);
  for (const [nth, place] of places.entries()) {
    const { start, end } = period;
    // Before there were most: the steps through what is left are short enough, however it lies.
    const values = before.get(placeName(place))?.all ?? 0;
    await refreshRollups(tx, { ...place, first: start, last: end, values }, run.company.weekStart, (done) => {
      run.signal?.throwIfAborted();
      say(0.8 + (0.2 * (nth + done)) / places.length);
    });
  }
  await markReplaced(tx, removed.id);
  const own = sum(before, 'own');
  return {
    fileName: removed.fileName,
    period,
    removed: own,
    restored: sum(after, 'all') - (sum(before, 'all') - own),
    metricsGone,
  };
}

/** Do two files have values for the same metric, in the same cut, at the same time? */
function doShare(file: RecordedDataset, other: RecordedDataset): boolean {
  const [a, b] = [file.understanding.period, other.understanding.period];
  if (a.start > b.end || b.start > a.end) return false;
  const names = new Set(placesOf(other).map(placeName));
  return placesOf(file).some((place) => names.has(placeName(place)));
}

type PlaceCounts = ReadonlyMap<string, { readonly all: number; readonly own: number }>;

async function countPlaces(
  tx: TenantTx,
  places: readonly MeasuredPlace[],
  { id, understanding }: RecordedDataset,
): Promise<PlaceCounts> {
  const { start, end } = understanding.period;
  const steps = stepsThrough({ first: start, last: end, values: understanding.rowCount }, VALUES_COUNTED_A_STEP);
  const counts = new Map<string, { all: number; own: number }>();
  for (const place of places) {
    const count = { all: 0, own: 0 };
    for (const step of steps) {
      const { all, own } = await countValues(tx, place, step, id);
      count.all += all;
      count.own += own;
      await giveWay();
    }
    counts.set(placeName(place), count);
  }
  return counts;
}

function sum(counts: PlaceCounts, which: 'all' | 'own'): number {
  return [...counts.values()].reduce((total, count) => total + count[which], 0);
}

async function clearPlace(
  tx: TenantTx,
  place: MeasuredPlace,
  { start, end }: Period,
  owners: readonly DatasetId[],
  values: number,
): Promise<void> {
  for (const step of stepsThrough({ first: start, last: end, values }, VALUES_DELETED_A_STEP)) {
    await clearValues(tx, place, step, owners);
    await giveWay();
  }
}

async function putBackNamesAndDays(
  tx: TenantTx,
  removed: RecordedDataset,
  later: readonly RecordedDataset[],
): Promise<string[]> {
  const names = unwindNames(removed, later);
  const goneMetrics = [...names.definitions].filter(([, definition]) => definition === null).map(([key]) => key);
  for (const [key, dimension] of names.dimensions)
    if (dimension) await upsertDimension(tx, { key, ...dimension, members: [] });
  for (const [dimension, members] of names.members) await removeMembers(tx, dimension, members);
  await removeDimensions(
    tx,
    [...names.dimensions].filter(([, dimension]) => dimension === null).map(([key]) => key),
  );
  const days = await unwindDays(removed, later, (file, asked) =>
    findOpenDays(
      tx,
      file.id,
      placesOf(file).filter((place) => !place.isContext && place.grain === 'day'),
      asked.map((day) => day.day),
    ),
  );
  await removeDays(tx, days.touched);
  for (const [dataset, kept] of Map.groupBy(days.kept, (day) => day.dataset)) await insertDays(tx, dataset, kept);
  for (const definition of names.definitions.values()) if (definition) await upsertDefinition(tx, definition);
  await removeDefinitions(tx, goneMetrics);
  for (const file of later) {
    const record = names.records.get(file.id) ?? file.record;
    const changes = days.changes.get(file.id) ?? record.days;
    await saveUnderstanding(tx, file.id, packRecord(file.understanding, { ...record, days: changes }));
  }
  return removed.understanding.metrics
    .filter(({ definition }) => goneMetrics.includes(removed.record.keys[definition.key] ?? definition.key))
    .map(({ definition }) => definition.label);
}

function cannotTakeOut(fileName: string): UserError {
  return new UserError(`“${fileName}” came with the company, not as a file of yours, so I cannot take it out.`, {
    code: 'cannot-take-out',
    advice: 'Nothing has changed.',
  });
}
