import { sql } from 'kysely';
import type { DatasetId } from '../../contracts/ids.ts';
import type { Grain, IsoDate } from '../../contracts/period.ts';
import type { TenantTx } from '../schema.ts';

/** Values of one metric and cut, as JSON text: `[{d: {dimension: member}, t: ISO date, v, w, s: int4multirange}]`. */
export interface ValueBatch {
  readonly dataset: DatasetId;
  readonly metric: string;
  /** Dimension keys, sorted and comma-separated. */
  readonly cut: string;
  readonly grain: Grain;
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
export async function hasValues(tx: TenantTx, key: { metric: string; cut: string; grain: Grain }): Promise<boolean> {
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

/** Writes values beside earlier ones: per metric, cut, members and time the newer file holds. */
export async function mergeValues(tx: TenantTx, batch: ValueBatch): Promise<WriteCounts> {
  const { rows } = await sql<{ known: number; same: number }>`
    with incoming as materialized (select * from ${incoming(batch.json)}),
    before as (
      select count(*)::int as known, count(*) filter (where b.value = i.v and b.weight = i.w)::int as same
      from incoming i
      join business_metrics b on b.tenant_id = app.current_tenant() and b.metric = ${batch.metric} and b.cut = ${batch.cut}
        and b.grain = ${batch.grain} and b.dims = i.d and b.time = i.t
    ),
    written as (
      insert into business_metrics (tenant_id, metric, cut, dims, grain, time, value, weight, dataset_id, source_rows)
      select app.current_tenant(), ${batch.metric}, ${batch.cut}, i.d, ${batch.grain}, i.t, i.v, i.w, ${batch.dataset}::uuid, i.s from incoming i
      on conflict (tenant_id, metric, cut, grain, dims, time) do update
      set value = excluded.value, weight = excluded.weight, dataset_id = excluded.dataset_id, source_rows = excluded.source_rows
      where business_metrics.value is distinct from excluded.value or business_metrics.weight is distinct from excluded.weight
    )
    select known, same from before
  `.execute(tx);
  const { known = 0, same = 0 } = rows[0] ?? {};
  return { added: batch.count - known, same, changed: known - same };
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
