import { sql } from 'kysely';
import type { Filter } from '../../contracts/catalogue.ts';
import type { DatasetId } from '../../contracts/ids.ts';
import type { IsoDate, NativeGrain, Period } from '../../contracts/period.ts';
import type { TenantTx } from '../schema.ts';

/** Values of one metric and cut, as JSON text: `[{d: {dimension: member}, t: ISO date, v, w, s: int4multirange}]`. */
export interface ValueBatch {
  readonly dataset: DatasetId;
  readonly metric: string;
  /** Dimension keys, sorted and comma-separated. */
  readonly cut: string;
  readonly grain: NativeGrain;
  readonly json: string;
  readonly count: number;
}

export interface WriteCounts {
  readonly added: number;
  /** There already with the same value. */
  readonly same: number;
  readonly changed: number;
}

const incoming = (json: string) =>
  sql`jsonb_to_recordset(${json}::text::jsonb) as i (d jsonb, t timestamp, v float8, w float8, s int4multirange)`;

/** Are there values of this metric and cut from an earlier file? Then new ones must be compared with them. */
export async function hasValues(
  tx: TenantTx,
  key: { metric: string; cut: string; grain: NativeGrain },
): Promise<boolean> {
  const row = await tx
    .selectFrom('business_metrics')
    .select('metric')
    .where('metric', '=', key.metric)
    .where('cut', '=', key.cut)
    .where('grain', '=', key.grain)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes values where there are none of this metric and cut yet. */
export async function insertValues(tx: TenantTx, batch: ValueBatch): Promise<WriteCounts> {
  await sql`
    insert into business_metrics (tenant_id, metric, cut, dims, grain, time, value, weight, dataset_id, source_rows)
    select app.current_tenant(), ${batch.metric}, ${batch.cut}, i.d, ${batch.grain}, i.t, i.v, i.w, ${batch.dataset}::uuid, i.s
    from ${incoming(batch.json)}
  `.execute(tx);
  return { added: batch.count, same: 0, changed: 0 };
}

/**
 * Writes values beside earlier ones: per metric, cut, members and time the newer file holds. A row that comes back has
 * been written; `xmax` tells one that was there before (it was locked first) from a new one. Looking the earlier values
 * up in a join would read far more: under the policy no index may be used for `dims`, which the conflict itself does.
 */
export async function mergeValues(tx: TenantTx, batch: ValueBatch): Promise<WriteCounts> {
  const { rows } = await sql<{ added: number; changed: number }>`
    with written as (
      insert into business_metrics (tenant_id, metric, cut, dims, grain, time, value, weight, dataset_id, source_rows)
      select app.current_tenant(), ${batch.metric}, ${batch.cut}, i.d, ${batch.grain}, i.t, i.v, i.w, ${batch.dataset}::uuid, i.s
      from ${incoming(batch.json)}
      on conflict (tenant_id, metric, cut, grain, dims, time) do update
      set value = excluded.value, weight = excluded.weight, dataset_id = excluded.dataset_id, source_rows = excluded.source_rows
      where business_metrics.value is distinct from excluded.value or business_metrics.weight is distinct from excluded.weight
      returning xmax::text = '0' as is_new
    )
    select count(*) filter (where is_new)::int as added, count(*) filter (where not is_new)::int as changed from written
  `.execute(tx);
  const { added = 0, changed = 0 } = rows[0] ?? {};
  return { added, same: batch.count - added - changed, changed };
}

/** Values of one metric and cut in one grain. */
export interface ValuePlace {
  readonly metric: string;
  readonly cut: string;
  readonly grain: NativeGrain;
}

/** One value as it is stored, with what it takes to put it back. */
export interface StoredValue {
  readonly metric: string;
  readonly cut: string;
  readonly grain: string;
  readonly d: Filter;
  readonly t: string;
  readonly v: number;
  readonly w: number;
  readonly s: string;
  readonly dataset: DatasetId;
}

const storedValue = sql`b.metric, b.cut, b.grain, b.dims as d, to_char(b.time, 'YYYY-MM-DD"T"HH24:MI:SS') as t, b.value as v, b.weight as w, b.source_rows::text as s, b.dataset_id as dataset`;

/** Values of these datasets that a batch is about to change. */
export async function readDisplaced(
  tx: TenantTx,
  batch: ValueBatch,
  owners: readonly DatasetId[],
): Promise<StoredValue[]> {
  const { rows } = await sql<StoredValue>`
    with incoming as materialized (select * from ${incoming(batch.json)})
    select ${storedValue} from incoming i
    join business_metrics b on b.tenant_id = app.current_tenant() and b.metric = ${batch.metric} and b.cut = ${batch.cut}
      and b.grain = ${batch.grain} and b.dims = i.d and b.time = i.t
      and b.time between (select min(t) from incoming) and (select max(t) from incoming)
    where b.dataset_id = any (${[...owners]}::text[]::uuid[]) and (b.value is distinct from i.v or b.weight is distinct from i.w)
  `.execute(tx);
  return rows;
}

/** Values of these datasets on these days. */
export async function readValuesOn(
  tx: TenantTx,
  key: { metric: string; cut: string },
  days: readonly IsoDate[],
  owners: readonly DatasetId[],
): Promise<StoredValue[]> {
  if (days.length === 0) return [];
  const { rows } = await sql<StoredValue>`
    select ${storedValue} from business_metrics b
    where b.metric = ${key.metric} and b.cut = ${key.cut} and b.grain = 'day' and b.time = any (${[...days]}::text[]::timestamp[])
      and b.dataset_id = any (${[...owners]}::text[]::uuid[])
  `.execute(tx);
  return rows;
}

/**
 * Puts back, where there is none now, what imports displaced of data that cannot be read again, as each import kept it
 * in its record.
 */
export async function restoreDisplaced(tx: TenantTx, place: ValuePlace, { start, end }: Period): Promise<void> {
  await sql`
    insert into business_metrics (tenant_id, metric, cut, dims, grain, time, value, weight, dataset_id, source_rows)
    select app.current_tenant(), r.metric, r.cut, r.d, r.grain, r.t, r.v, r.w, r.dataset, r.s
    from datasets kept, jsonb_to_recordset(kept.understanding -> 'record' -> 'displaced')
      as r (metric text, cut text, grain text, d jsonb, t timestamp, v float8, w float8, dataset uuid, s int4multirange)
    where r.metric = ${place.metric} and r.cut = ${place.cut} and r.grain = ${place.grain}
      and r.t >= ${start}::timestamp and r.t < ${end}::timestamp + interval '1 day'
      and exists (select from datasets owner where owner.id = r.dataset and owner.status = 'ready')
    on conflict do nothing
  `.execute(tx);
}

/** How many values lie in a place between two days, and how many of them are the dataset's. */
export async function countValues(
  tx: TenantTx,
  place: ValuePlace,
  { start, end }: Period,
  dataset: DatasetId,
): Promise<{ all: number; own: number }> {
  const { rows } = await sql<{ all: number; own: number }>`
    select count(*)::int as all, count(*) filter (where dataset_id = ${dataset}::uuid)::int as own from business_metrics
    where metric = ${place.metric} and cut = ${place.cut} and grain = ${place.grain}
      and time >= ${start}::timestamp and time < ${end}::timestamp + interval '1 day'
  `.execute(tx);
  return rows[0] ?? { all: 0, own: 0 };
}

/** Takes away what these datasets have in a place between two days. */
export async function clearValues(
  tx: TenantTx,
  place: ValuePlace,
  { start, end }: Period,
  owners: readonly DatasetId[],
): Promise<void> {
  await sql`
    delete from business_metrics
    where metric = ${place.metric} and cut = ${place.cut} and grain = ${place.grain}
      and time >= ${start}::timestamp and time < ${end}::timestamp + interval '1 day'
      and dataset_id = any (${[...owners]}::text[]::uuid[])
  `.execute(tx);
}

/** Takes away what an earlier file said for days that the newer one calls closed. Returns how many values went. */
export async function removeValuesOn(
  tx: TenantTx,
  key: { metric: string; cut: string },
  days: readonly IsoDate[],
): Promise<number> {
  if (days.length === 0) return 0;
  const result = await sql`
    delete from business_metrics
    where metric = ${key.metric} and cut = ${key.cut} and grain = 'day' and time = any (${[...days]}::text[]::timestamp[])
  `.execute(tx);
  return Number(result.numAffectedRows ?? 0);
}
