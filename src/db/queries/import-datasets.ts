import { sql } from 'kysely';
import type { DatasetId } from '../../contracts/ids.ts';
import type { IsoDate } from '../../contracts/period.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

export interface ReadyDataset {
  readonly id: DatasetId;
  readonly fileName: string;
  readonly rowCount: number;
  readonly firstDay: IsoDate | null;
  readonly lastDay: IsoDate | null;
}

/** The dataset that was made from exactly these bytes, if there is one. */
export async function findReadyDataset(tx: TenantTx, sha256: string): Promise<ReadyDataset | null> {
  const row = await tx
    .selectFrom('datasets')
    .select(['id', 'file_name', 'row_count', 'first_day', 'last_day'])
    .where('sha256', '=', sha256)
    .where('status', '=', 'ready')
    .limit(1)
    .executeTakeFirst();
  return row
    ? { id: row.id, fileName: row.file_name, rowCount: row.row_count, firstDay: row.first_day, lastDay: row.last_day }
    : null;
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
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
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
      finished_at: sql`now()`,
    })
    .execute();
}

export interface DayOfDataset {
  readonly day: IsoDate;
  readonly location: string;
  readonly kind: 'closed' | 'holiday' | 'event';
  readonly label: string;
}

/** Adds special days; a day that the new file has values for is no longer closed. */
export async function replaceDays(
  tx: TenantTx,
  dataset: DatasetId,
  days: readonly DayOfDataset[],
  first: IsoDate,
  last: IsoDate,
): Promise<void> {
  await sql`
    delete from business_days d
    where d.kind = 'closed' and d.day between ${first}::date and ${last}::date
      and exists (
        select from business_metrics m join metric_definitions def on def.key = m.metric and def.role = 'measure'
        where m.dataset_id = ${dataset}::uuid and m.grain = 'day' and m.time = d.day and (d.location = '' or m.dims ->> 'location' = d.location)
      )
  `.execute(tx);
  if (days.length === 0) return;
  await sql`
    insert into business_days (tenant_id, day, location, kind, label, dataset_id)
    select app.current_tenant(), r.day, r.location, r.kind, r.label, ${dataset}::uuid
    from jsonb_to_recordset(${JSON.stringify(days)}::text::jsonb) as r (day date, location text, kind text, label text)
    on conflict do nothing
  `.execute(tx);
}
