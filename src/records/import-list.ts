import { randomUUID } from 'node:crypto';
import type { DatasetId } from '../contracts/ids.ts';
import type { RecordKind } from '../contracts/record.ts';
import { bumpDataVersion } from '../db/queries/companies.ts';
import {
  findReadyDataset,
  insertDataset,
  lockImports,
  markReplaced,
  type ReadyDataset,
} from '../db/queries/import-datasets.ts';
import {
  insertRecords,
  markReplacesAll,
  readRecords,
  removeRecords,
  type StoredRecord,
} from '../db/queries/records.ts';
import type { TenantTx } from '../db/schema.ts';
import { findListDataset, listDatasetOf, packSummary } from './list-dataset.ts';
import type { ListUnderstanding } from './list-understanding.ts';

/** Runs work in one transaction of the company. */
export type RunInTenant = <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;

/** What a list did to what was there. */
export interface ListCounts {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Rows of older files of the same kind that this one does not name, and that still count. */
  readonly staying: number;
}

export type ListImport =
  | { readonly kind: 'already-known'; readonly dataset: ReadyDataset }
  | { readonly kind: 'imported'; readonly dataset: DatasetId; readonly counts: ListCounts };

/**
 * Imports a list that was read, in one transaction: all of it or nothing. The same bytes a second time change nothing,
 * unless they are to be read `instead` of the first time. Of each key the newest file's row holds; other rows stay.
 */
export async function importList(
  run: RunInTenant,
  request: {
    readonly upload: { readonly id: string; readonly fileName: string; readonly sha256: string };
    readonly list: ListUnderstanding;
    readonly instead?: DatasetId;
    readonly signal?: AbortSignal;
  },
): Promise<ListImport> {
  const { upload, list, instead, signal } = request;
  signal?.throwIfAborted();
  return run(async (tx) => {
    await lockImports(tx);
    const known = await findReadyDataset(tx, upload.sha256);
    if (known && (known.id !== instead || !listDatasetOf(known))) return { kind: 'already-known', dataset: known };
    if (known) await takeRowsOut(tx, known.id);
    const kind = list.summary.list;
    const before = await readRecords(tx, [kind]);
    // A fresh random UUID is a DatasetId by definition.
    const dataset = randomUUID() as DatasetId;
    await insertDataset(tx, {
      id: dataset,
      uploadId: upload.id,
      name: upload.fileName,
      fileName: upload.fileName,
      sha256: upload.sha256,
      understanding: packSummary(list.summary),
      rowCount: list.summary.rowCount,
      firstDay: null,
      lastDay: null,
    });
    await insertRecords(
      tx,
      dataset,
      list.rows.map((row) => ({ kind, ...row })),
    );
    signal?.throwIfAborted();
    await bumpDataVersion(tx);
    return { kind: 'imported', dataset, counts: countChanges(before, list) };
  });
}

function countChanges(before: readonly StoredRecord[], { rows }: ListUnderstanding): ListCounts {
  const known = new Map(before.map(({ key, record }) => [key, spell(record)]));
  const counts = { added: 0, changed: 0, same: 0 };
  for (const { key, record } of rows) {
    const old = known.get(key);
    if (old === undefined) counts.added += 1;
    else if (old === spell(record)) counts.same += 1;
    else counts.changed += 1;
  }
  return { ...counts, staying: known.size - counts.changed - counts.same };
}

/** The database keeps the fields of a record in an order of its own. */
function spell(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );
}

export interface ListRemoval {
  readonly fileName: string;
  readonly list: RecordKind;
  /** It was out already: nothing changed. */
  readonly already: boolean;
  readonly removed: number;
  /** Rows of older files that hold again. */
  readonly restored: number;
}

/**
 * Takes a list out again, whole: rows of older files that it had replaced hold again.
 * @returns null when the company has no such list
 */
export async function removeList(run: RunInTenant, dataset: DatasetId): Promise<ListRemoval | null> {
  return run(async (tx) => {
    await lockImports(tx);
    const found = await findListDataset(tx, dataset);
    if (!found) return null;
    const { fileName, list } = found;
    if (!found.counts) return { fileName, list, already: true, removed: 0, restored: 0 };
    const before = await readRecords(tx, [list]);
    await takeRowsOut(tx, dataset);
    await bumpDataVersion(tx);
    const after = await readRecords(tx, [list]);
    const others = before.filter((record) => record.dataset !== dataset).length;
    return {
      fileName,
      list,
      already: false,
      removed: before.length - others,
      restored: after.length - others,
    };
  });
}

async function takeRowsOut(tx: TenantTx, dataset: DatasetId): Promise<void> {
  await removeRecords(tx, dataset);
  await markReplaced(tx, dataset);
}

export interface OnlyThisList {
  readonly fileName: string;
  readonly list: RecordKind;
  /** It was taken out meanwhile: nothing changed. */
  readonly gone: boolean;
  /** Rows that count now, and before. */
  readonly now: number;
  readonly before: number;
}

/**
 * Makes a list stand for its whole kind, or lets the rows of older files count again. Nothing is deleted.
 * @returns null when the company has no such list
 */
export async function keepOnlyList(run: RunInTenant, dataset: DatasetId, only: boolean): Promise<OnlyThisList | null> {
  return run(async (tx) => {
    await lockImports(tx);
    const found = await findListDataset(tx, dataset);
    if (!found) return null;
    const { fileName, list } = found;
    const before = (await readRecords(tx, [list])).length;
    if (!found.counts) return { fileName, list, gone: true, now: before, before };
    await markReplacesAll(tx, dataset, only);
    await bumpDataVersion(tx);
    return { fileName, list, gone: false, now: (await readRecords(tx, [list])).length, before };
  });
}
