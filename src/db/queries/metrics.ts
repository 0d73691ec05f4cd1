import { sql } from 'kysely';
import type { Filter } from '../../contracts/catalogue.ts';
import type { BusinessDay } from '../../contracts/company.ts';
import type { DatasetId } from '../../contracts/ids.ts';
import type { IsoDate, NativeGrain, Period } from '../../contracts/period.ts';
import type { TenantTx } from '../schema.ts';

/** Values that fell on one day, week or month: enough for sums and for weighted means. */
export interface Bucket {
  readonly t: IsoDate;
  readonly sum: number;
  readonly weightedSum: number;
  readonly weight: number;
}

/** One way a metric is split in the data: its dimensions, its native grain and the stretch it covers. */
export interface Cut {
  readonly cut: string;
  readonly dimensions: readonly string[];
  readonly first: IsoDate;
  readonly last: IsoDate;
  readonly days: number;
}

/** Every cut a metric is stored by, fewest dimensions first. */
export async function listCuts(tx: TenantTx, metric: string): Promise<Cut[]> {
  const rows = await tx
    .selectFrom('metric_rollups')
    .select((e) => [
      'cut',
      e.fn.min('period_start').as('first'),
      e.fn.max('period_start').as('last'),
      e.fn.sum('days').as('days'),
    ])
    .where('metric', '=', metric)
    .where('grain', '=', 'month')
    .where('dims_key', '=', '{}')
    .groupBy('cut')
    .execute();
  return rows
    .map((row) => ({
      cut: row.cut,
      dimensions: row.cut === '' ? [] : row.cut.split(','),
      first: String(row.first),
      last: String(row.last),
      days: Number(row.days),
    }))
    .sort((a, b) => a.dimensions.length - b.dimensions.length || a.cut.localeCompare(b.cut));
}

/** A filter of at most one pair, as jsonb writes it. */
const dimsKey = (filter: Filter) => sql<string>`${JSON.stringify(filter)}::jsonb::text`;

interface BucketQuery {
  readonly metric: string;
  readonly cut: string;
  readonly filter: Filter;
  readonly grain: NativeGrain;
  readonly period?: Period;
}

/** Sums per bucket for one cut and filter. Reads the rollups where the filter has at most one pair, else the values. */
export async function readBuckets(tx: TenantTx, query: BucketQuery): Promise<Bucket[]> {
  return Object.keys(query.filter).length <= 1 ? readRollupBuckets(tx, query) : readValueBuckets(tx, query);
}

async function readRollupBuckets(tx: TenantTx, query: BucketQuery): Promise<Bucket[]> {
  let select = tx
    .selectFrom('metric_rollups')
    .select(['period_start as t', 'sum', 'weighted_sum as weightedSum', 'weight'])
    .where('metric', '=', query.metric)
    .where('cut', '=', query.cut)
    .where('grain', '=', query.grain)
    .where('dims_key', '=', dimsKey(query.filter));
  if (query.period)
    select = select.where('period_start', '>=', query.period.start).where('period_start', '<=', query.period.end);
  return select.orderBy('period_start').execute();
}

async function readValueBuckets(tx: TenantTx, query: BucketQuery): Promise<Bucket[]> {
  const day = sql<string>`time::date`;
  let select = tx
    .selectFrom('business_metrics')
    .select([
      day.as('t'),
      sql<number>`sum(value)`.as('sum'),
      sql<number>`sum(value * weight)`.as('weightedSum'),
      sql<number>`sum(weight)`.as('weight'),
    ])
    .where('metric', '=', query.metric)
    .where('cut', '=', query.cut)
    .where('grain', '=', query.grain)
    .where(sql<boolean>`dims @> ${JSON.stringify(query.filter)}::jsonb`);
  if (query.period) select = select.where(withinPeriod(query.period));
  return select.groupBy(day).orderBy(day).execute();
}

/** Both sides are timestamps: a comparison of two types is not leakproof, and then no index serves it under a policy. */
const withinPeriod = (period: Period) =>
  sql<boolean>`time >= ${period.start}::timestamp and time < ${period.end}::timestamp + interval '1 day'`;

export interface MemberSums {
  readonly member: string;
  readonly sum: number;
  readonly weightedSum: number;
  readonly weight: number;
}

/** Sums of a period per member of one dimension. */
export async function readMembers(
  tx: TenantTx,
  query: { metric: string; cut: string; filter: Filter; by: string; grain: NativeGrain; period: Period },
): Promise<MemberSums[]> {
  if (Object.keys(query.filter).length === 0) {
    const member = sql<string>`dims ->> ${query.by}`;
    return tx
      .selectFrom('metric_rollups')
      .select([
        member.as('member'),
        sql<number>`sum(sum)`.as('sum'),
        sql<number>`sum(weighted_sum)`.as('weightedSum'),
        sql<number>`sum(weight)`.as('weight'),
      ])
      .where('metric', '=', query.metric)
      .where('cut', '=', query.cut)
      .where('grain', '=', query.grain)
      .where(sql<boolean>`dims ? ${query.by}`)
      .where('period_start', '>=', query.period.start)
      .where('period_start', '<=', query.period.end)
      .groupBy(sql`1`)
      .execute();
  }
  return tx
    .selectFrom('business_metrics')
    .select([
      sql<string>`dims ->> ${query.by}`.as('member'),
      sql<number>`sum(value)`.as('sum'),
      sql<number>`sum(value * weight)`.as('weightedSum'),
      sql<number>`sum(weight)`.as('weight'),
    ])
    .where('metric', '=', query.metric)
    .where('cut', '=', query.cut)
    .where('grain', '=', query.grain)
    .where(sql<boolean>`dims @> ${JSON.stringify(query.filter)}::jsonb`)
    .where(withinPeriod(query.period))
    .groupBy(sql`1`)
    .execute();
}

/** The same day by day (week by week, month by month): for numbers whose days are not all read from one cut. */
export async function readMemberBuckets(
  tx: TenantTx,
  query: { metric: string; cut: string; filter: Filter; by: string; grain: NativeGrain; period: Period },
): Promise<(MemberSums & { readonly t: IsoDate })[]> {
  const member = sql<string>`dims ->> ${query.by}`;
  if (Object.keys(query.filter).length === 0) {
    return tx
      .selectFrom('metric_rollups')
      .select(['period_start as t', member.as('member'), 'sum', 'weighted_sum as weightedSum', 'weight'])
      .where('metric', '=', query.metric)
      .where('cut', '=', query.cut)
      .where('grain', '=', query.grain)
      .where(sql<boolean>`dims ? ${query.by}`)
      .where('period_start', '>=', query.period.start)
      .where('period_start', '<=', query.period.end)
      .execute();
  }
  return tx
    .selectFrom('business_metrics')
    .select([
      sql<string>`time::date`.as('t'),
      member.as('member'),
      sql<number>`sum(value)`.as('sum'),
      sql<number>`sum(value * weight)`.as('weightedSum'),
      sql<number>`sum(weight)`.as('weight'),
    ])
    .where('metric', '=', query.metric)
    .where('cut', '=', query.cut)
    .where('grain', '=', query.grain)
    .where(sql<boolean>`dims @> ${JSON.stringify(query.filter)}::jsonb`)
    .where(withinPeriod(query.period))
    .groupBy([sql`1`, sql`2`])
    .execute();
}

export interface SourceRows {
  readonly dataset: DatasetId;
  readonly fileName: string;
  /** PostgreSQL multirange, e.g. `{[2,15),[20,21)}`. */
  readonly rows: string;
}

/** Which rows of which files the values of a metric in a period came from. */
export async function readSources(
  tx: TenantTx,
  query: { metrics: readonly string[]; cut: string; filter: Filter; grain: NativeGrain; period: Period },
): Promise<SourceRows[]> {
  return (
    tx
      // Summed first and named then: a join would be planned as a loop over all values for each file.
      .with(
        (name) => name('used').materialized(),
        (e) =>
          e
            .selectFrom('business_metrics')
            .select(['dataset_id', sql<string>`range_agg(source_rows)::text`.as('rows')])
            .where('metric', 'in', [...query.metrics])
            .where('cut', '=', query.cut)
            .where('grain', '=', query.grain)
            .where(sql<boolean>`dims @> ${JSON.stringify(query.filter)}::jsonb`)
            .where(withinPeriod(query.period))
            .groupBy('dataset_id'),
      )
      .selectFrom('used')
      .innerJoin('datasets', 'datasets.id', 'used.dataset_id')
      .select(['used.dataset_id as dataset', 'datasets.file_name as fileName', 'used.rows'])
      .orderBy('datasets.file_name')
      .execute()
  );
}

/** Closed days, holidays and events of a period, by day. */
export async function readBusinessDays(tx: TenantTx, period: Period): Promise<BusinessDay[]> {
  return tx
    .selectFrom('business_days')
    .select(['day', 'location', 'kind', 'label'])
    .where('day', '>=', period.start)
    .where('day', '<=', period.end)
    .orderBy('day')
    .execute();
}
