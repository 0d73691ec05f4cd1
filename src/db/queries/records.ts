import { sql } from 'kysely';
import type { NameList } from '../../contracts/catalogue.ts';
import type { DatasetId } from '../../contracts/ids.ts';
import type { RecordKind } from '../../contracts/record.ts';
import { currentTenant } from '../current-tenant.ts';
import { giveWay } from '../give-way.ts';
import type { TenantTx } from '../schema.ts';

/** A record as it is stored; `src/records` gives it its type. */
export interface StoredRecord {
  readonly kind: RecordKind;
  readonly key: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly dataset: DatasetId;
  readonly fileName: string;
  /** Row of the file; the header is row 1. */
  readonly row: number;
}

/** Few enough that a statement holds up the embedded database for some tens of milliseconds only. */
const ROWS_A_STATEMENT = 400;

export interface NewRecord {
  readonly kind: RecordKind;
  readonly key: string;
  readonly record: object;
  readonly row: number;
}

/** Adds the rows of a dataset. Their keys are different from each other. */
export async function insertRecords(tx: TenantTx, dataset: DatasetId, records: readonly NewRecord[]): Promise<void> {
  for (let from = 0; from < records.length; from += ROWS_A_STATEMENT) {
    const rows = records.slice(from, from + ROWS_A_STATEMENT).map(({ kind, key, record, row }) => ({
      tenant_id: currentTenant,
      dataset_id: dataset,
      kind,
      key,
      record: JSON.stringify(record),
      source_row: row,
    }));
    await tx.insertInto('business_records').values(rows).execute();
    await giveWay();
  }
}

/**
 * What holds now: of each key the row of the newest file that counts, in order of file and row. Where a file stands
 * for its whole kind (`markReplacesAll`), rows of files before it do not count.
 */
export async function readRecords(tx: TenantTx, kinds: readonly RecordKind[]): Promise<StoredRecord[]> {
  if (kinds.length === 0) return [];
  const rows = await tx
    .selectFrom('business_records as r')
    .innerJoin('datasets as d', (join) =>
      join.onRef('d.tenant_id', '=', 'r.tenant_id').onRef('d.id', '=', 'r.dataset_id'),
    )
    .select(['r.kind', 'r.key', 'r.record', 'r.dataset_id', 'r.source_row', 'd.file_name', 'd.finished_at'])
    .select(sql<boolean>`coalesce((d.understanding ->> 'replacesAll')::boolean, false)`.as('replaces_all'))
    .where('r.kind', 'in', [...kinds])
    .where('d.status', '=', 'ready')
    .orderBy('d.finished_at')
    .orderBy('d.id')
    .orderBy('r.source_row')
    .execute();
  const newest = new Map<string, StoredRecord>();
  const alone = new Map<RecordKind, DatasetId>();
  for (const row of rows) {
    if (row.replaces_all && alone.get(row.kind) !== row.dataset_id) {
      alone.set(row.kind, row.dataset_id);
      for (const [key, { kind }] of newest) if (kind === row.kind) newest.delete(key);
    }
    newest.set(`${row.kind} ${row.key}`, {
      kind: row.kind,
      key: row.key,
      record: row.record,
      dataset: row.dataset_id,
      fileName: row.file_name,
      row: row.source_row,
    });
  }
  return [...newest.values()];
}

/** How many records of each kind a dataset brought. Empty: it brought none. */
export async function countRecords(tx: TenantTx, dataset: DatasetId): Promise<ReadonlyMap<RecordKind, number>> {
  const rows = await tx
    .selectFrom('business_records')
    .select((eb) => ['kind', eb.fn.countAll<string>().as('count')])
    .where('dataset_id', '=', dataset)
    .groupBy('kind')
    .execute();
  return new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
}

/** Says whether a dataset stands for its whole kind: then rows of datasets before it do not count. */
export async function markReplacesAll(tx: TenantTx, dataset: DatasetId, replacesAll: boolean): Promise<void> {
  await tx
    .updateTable('datasets')
    .set({ understanding: sql`understanding || jsonb_build_object('replacesAll', ${replacesAll}::boolean)` })
    .where('id', '=', dataset)
    .execute();
}

/** Takes the rows of a dataset away. */
export async function removeRecords(tx: TenantTx, dataset: DatasetId): Promise<void> {
  await tx.deleteFrom('business_records').where('dataset_id', '=', dataset).execute();
}

/** A name list is for recognising what a person says; a list longer than this is not one of names. Of each kind. */
const MOST_NAMES = 5_000;

/** The names in the company's lists as they hold now, each once, in order. */
export async function readRecordNames(tx: TenantTx): Promise<NameList[]> {
  const { rows } = await sql<{ kind: NameList['kind']; name: string }>`
    with held as (
      select r.kind, r.record from business_records r join datasets d using (tenant_id)
      where d.id = r.dataset_id and d.status = 'ready'
        and r.kind in ('item', 'supplier', 'employee', 'product', 'ad-channel', 'cover')
        and not exists (
          select from datasets later
          where later.tenant_id = d.tenant_id and later.status = 'ready' and later.id <> d.id
            and later.understanding ->> 'list' = r.kind and later.understanding ->> 'replacesAll' = 'true'
            and later.finished_at >= d.finished_at
        )
    ), named as (
      select kind, record ->> 'name' as name from held where kind <> 'cover'
      union
      select 'role', role from held,
        jsonb_array_elements_text(coalesce(record -> 'roles', '[]'::jsonb)) as role where kind = 'employee'
      union
      select 'role', record ->> 'role' from held where kind = 'cover'
      union
      select 'shift', record ->> 'shift' from held where kind = 'cover'
    ), placed as (
      select kind, name, row_number() over (partition by kind order by name) as place from named where name is not null
    )
    select kind, name from placed where place <= ${MOST_NAMES} order by kind, name`.execute(tx);
  return [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, named]) => ({
    kind,
    names: named.map(({ name }) => name),
  }));
}
