import { type Selectable, sql } from 'kysely';
import type { DatasetId } from '../../contracts/ids.ts';
import type { IsoDate } from '../../contracts/period.ts';
import { currentTenant } from '../current-tenant.ts';
import type { DatasetsTable, TenantTx } from '../schema.ts';

export interface ReadyDataset {
  readonly id: DatasetId;
  readonly uploadId: string | null;
  readonly fileName: string;
  readonly rowCount: number;
  readonly firstDay: IsoDate | null;
  readonly lastDay: IsoDate | null;
  /** As `insertDataset` and `saveUnderstanding` kept it. */
  readonly understanding: Readonly<Record<string, unknown>>;
}

/** The dataset that was made from exactly these bytes, if there is one. */
export async function findReadyDataset(tx: TenantTx, sha256: string): Promise<ReadyDataset | null> {
  const row = await tx
    .selectFrom('datasets')
    .select(['id', 'upload_id', 'file_name', 'row_count', 'first_day', 'last_day', 'understanding'])
    .where('sha256', '=', sha256)
    .where('status', '=', 'ready')
    .limit(1)
    .executeTakeFirst();
  return row ? readyDatasetOf(row) : null;
}

/** Every dataset that counts, in the order the files came in. */
export async function readReadyDatasets(tx: TenantTx): Promise<ReadyDataset[]> {
  const rows = await tx
    .selectFrom('datasets')
    .select(['id', 'upload_id', 'file_name', 'row_count', 'first_day', 'last_day', 'understanding'])
    .where('status', '=', 'ready')
    .orderBy('finished_at')
    .orderBy('id')
    .execute();
  return rows.map(readyDatasetOf);
}

/** A dataset by its id, whether it still counts or was taken out; null when this company has none such. */
export async function findDataset(
  tx: TenantTx,
  id: DatasetId,
): Promise<(ReadyDataset & { readonly status: DatasetStatus }) | null> {
  const row = await tx
    .selectFrom('datasets')
    .select(['id', 'upload_id', 'file_name', 'row_count', 'first_day', 'last_day', 'understanding', 'status'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? { ...readyDatasetOf(row), status: row.status } : null;
}

type DatasetStatus = DatasetsTable['status'];
type DatasetRow = Pick<
  Selectable<DatasetsTable>,
  'id' | 'upload_id' | 'file_name' | 'row_count' | 'first_day' | 'last_day' | 'understanding'
>;

function readyDatasetOf(row: DatasetRow): ReadyDataset {
  return {
    id: row.id,
    uploadId: row.upload_id,
    fileName: row.file_name,
    rowCount: row.row_count,
    firstDay: row.first_day,
    lastDay: row.last_day,
    understanding: row.understanding,
  };
}

export async function saveUnderstanding(
  tx: TenantTx,
  id: DatasetId,
  understanding: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx
    .updateTable('datasets')
    .set({ understanding: JSON.stringify(understanding) })
    .where('id', '=', id)
    .execute();
}

/** Its values are to be gone already; the upload stays. */
export async function markReplaced(tx: TenantTx, id: DatasetId): Promise<void> {
  await tx.updateTable('datasets').set({ status: 'replaced' }).where('id', '=', id).execute();
}

/**
 * The transaction may wait between two statements while a file is read again; it would be ended as forgotten
 * otherwise.
 */
export async function allowReadingTime(tx: TenantTx): Promise<void> {
  await sql`select set_config('idle_in_transaction_session_timeout', '600000', true)`.execute(tx);
}

/** Two imports into one company wait for each other, so that the same file sent twice at once is one. */
export async function lockImports(tx: TenantTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('import ' || ${currentTenant}::text, 0))`.execute(tx);
}

export interface NewDataset {
  readonly id: DatasetId;
  readonly uploadId: string;
  readonly name: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly understanding: Readonly<Record<string, unknown>>;
  readonly rowCount: number;
  /** null for a list: it is about no days. */
  readonly firstDay: IsoDate | null;
  readonly lastDay: IsoDate | null;
}

/** The dataset is ready at once: the transaction it is part of ends whole or not at all. */
export async function insertDataset(tx: TenantTx, dataset: NewDataset): Promise<void> {
  await tx
    .insertInto('datasets')
    .values({
      tenant_id: currentTenant,
      id: dataset.id,
      upload_id: dataset.uploadId,
      name: dataset.name,
      file_name: dataset.fileName,
      sha256: dataset.sha256,
      status: 'ready',
      understanding: JSON.stringify(dataset.understanding),
      row_count: dataset.rowCount,
      first_day: dataset.firstDay,
      last_day: dataset.lastDay,
      // Not now(): two imports that waited for each other began in one order and were done in another.
      finished_at: sql`clock_timestamp()`,
    })
    .execute();
}
