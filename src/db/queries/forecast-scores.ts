import { sql } from 'kysely';
import type { Filter } from '../../contracts/catalogue.ts';
import type { ForecastScore } from '../../contracts/forecast.ts';
import type { Grain, IsoDate, Period } from '../../contracts/period.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';
import { isPlain } from './forecasts.ts';

/** What forecasts were made of: one number, under one filter, by one grain. */
export interface ForecastSeries {
  readonly metric: string;
  readonly filter: Filter;
  readonly grain: Grain;
}

/** A value that came, by the first day of its step. */
export interface Actual {
  readonly t: IsoDate;
  readonly y: number;
}

export interface ScoringState {
  /** The company's data as they are. */
  readonly version: number;
  /** The version its forecasts were last held against. */
  readonly scored: number;
  /** Newest day of any file; null without data. */
  readonly lastDay: IsoDate | null;
}

/**
 * Reads how far the scoring is.
 * @param lock keeps the data of the company as they are, and other scorers out, to the end of the transaction
 */
export async function readScoringState(tx: TenantTx, lock = false): Promise<ScoringState> {
  const own = tx.selectFrom('tenants').select(['data_version', 'forecasts_scored']).where('id', '=', currentTenant);
  const row = await (lock ? own.forNoKeyUpdate() : own).executeTakeFirst();
  const newest = await tx
    .selectFrom('datasets')
    .select((e) => e.fn.max('last_day').as('day'))
    .where('status', '=', 'ready')
    .executeTakeFirst();
  return { version: row?.data_version ?? 0, scored: row?.forecasts_scored ?? 0, lastDay: newest?.day ?? null };
}

export async function saveScoredVersion(tx: TenantTx, version: number): Promise<void> {
  await tx.updateTable('tenants').set({ forecasts_scored: version }).where('id', '=', currentTenant).execute();
}

/** Every series of which there are forecasts that reach to `since` or beyond. */
export async function listForecastSeries(tx: TenantTx, since: IsoDate): Promise<ForecastSeries[]> {
  return tx
    .selectFrom('forecasts as f')
    .select(['f.metric', 'f.filter', 'f.grain'])
    .distinct()
    .where(isPlain)
    .where('f.last_step', '>=', since)
    .orderBy('f.metric')
    .orderBy('f.grain')
    .execute();
}

export interface UnscoredForecast {
  readonly id: string;
  /** As they were kept; what is not of their form is to be passed over. */
  readonly points: readonly unknown[];
  readonly scoredUntil: IsoDate | null;
}

const isOf = ({ metric, filter, grain }: ForecastSeries) =>
  sql<boolean>`f.metric = ${metric} and f.filter = ${JSON.stringify(filter)}::jsonb and f.grain = ${grain}`;

/**
 * Forecasts of a series with steps up to `until` that are not settled yet, in the order of their ids.
 * @param after the last id of the page before; absent: from the first
 */
export async function readUnscored(
  tx: TenantTx,
  series: ForecastSeries,
  page: {
    readonly since: IsoDate;
    readonly until: IsoDate;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<UnscoredForecast[]> {
  let select = tx
    .selectFrom('forecasts as f')
    .select(['f.id', 'f.points', 'f.scored_until as scoredUntil'])
    .where(isOf(series))
    .where(isPlain)
    .where('f.first_step', '<=', page.until)
    .where('f.last_step', '>=', page.since)
    .where(sql<boolean>`(f.scored_until is null or f.scored_until::text < least(f.last_step, ${page.until}::text))`);
  if (page.after !== undefined) select = select.where('f.id', '>', page.after);
  return select.orderBy('f.id').limit(page.limit).execute();
}

export type NewScore = ForecastScore & { readonly forecast: string; readonly step: number };

/** Adds scores; one that is there already takes the new actual. */
export async function saveScores(tx: TenantTx, scores: readonly NewScore[]): Promise<void> {
  if (scores.length === 0) return;
  await sql`
    insert into forecast_scores
      (tenant_id, forecast_id, t, step, expected, low80, high80, low95, high95, actual, naive)
    select ${currentTenant}, s.forecast, s.t, s.step, s.expected, s.low80, s.high80, s.low95, s.high95, s.actual, s.naive
      from jsonb_to_recordset(${JSON.stringify(scores)}::jsonb) as s(forecast uuid, t date, step integer, expected float8,
        low80 float8, high80 float8, low95 float8, high95 float8, actual float8, naive float8)
    on conflict (tenant_id, forecast_id, t) do update set actual = excluded.actual, recorded_at = now()
      where forecast_scores.actual is distinct from excluded.actual`.execute(tx);
}

/** Notes how far forecasts are settled. */
export async function saveScoredUntil(
  tx: TenantTx,
  settled: readonly { readonly id: string; readonly until: IsoDate }[],
): Promise<void> {
  if (settled.length === 0) return;
  await sql`
    update forecasts f set scored_until = s.until
      from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as s(id uuid, until date)
     where f.id = s.id and f.scored_until is distinct from s.until`.execute(tx);
}

/**
 * Lets the scores of a series follow its values from `since` on: what was corrected is changed, what is known no more is
 * taken out, and a forecast that lost a score counts as unsettled from there on.
 * @param actuals every value the series has from `since` on
 */
export async function followActuals(
  tx: TenantTx,
  series: ForecastSeries,
  actuals: readonly Actual[],
  since: IsoDate,
): Promise<void> {
  await sql`
    with a as materialized (
      select t, y from jsonb_to_recordset(${JSON.stringify(actuals)}::jsonb) as x(t date, y float8)
    ), ours as materialized (
      select f.id from forecasts f where ${isOf(series)} and ${isPlain} and f.last_step >= ${since}
    ), corrected as (
      update forecast_scores s set actual = a.y, recorded_at = now()
        from ours, a
       where s.forecast_id = ours.id and s.t = a.t and s.actual is distinct from a.y
    ), gone as (
      delete from forecast_scores s using ours
       where s.forecast_id = ours.id and s.t >= ${since}::date and s.t not in (select t from a)
      returning s.forecast_id as id, s.t
    )
    update forecasts f set scored_until = least(f.scored_until, lost.t - 1)
      from (select id, min(t) as t from gone group by id) lost
     where f.id = lost.id and f.scored_until >= lost.t`.execute(tx);
}

export interface SettledForecast {
  readonly id: string;
  readonly firstStep: IsoDate;
  readonly scoredUntil: IsoDate;
  /** Its scores from `since` to `scoredUntil`. */
  readonly scores: number;
}

/** How many scores each forecast of a series has in the stretch that is settled. */
export async function readSettled(tx: TenantTx, series: ForecastSeries, since: IsoDate): Promise<SettledForecast[]> {
  const { rows } = await sql<SettledForecast>`
    select f.id, f.first_step as "firstStep", f.scored_until as "scoredUntil",
        (select count(*)::integer from forecast_scores s
          where s.tenant_id = f.tenant_id and s.forecast_id = f.id
            and s.t >= ${since}::date and s.t <= f.scored_until) as scores
      from forecasts f
     where ${isOf(series)} and ${isPlain} and f.last_step >= ${since} and f.scored_until is not null`.execute(tx);
  return rows;
}

/** These forecasts are to be looked at from their first step again. */
export async function unsettle(tx: TenantTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('forecasts')
    .set({ scored_until: null })
    .where('id', 'in', [...ids])
    .execute();
}

/** A score with what it is a score of. */
export interface ReadScore extends ForecastScore, ForecastSeries {
  readonly forecast: string;
  readonly madeOn: IsoDate;
  /** First day of the forecast's first step. */
  readonly firstStep: IsoDate;
}

export interface ScoreQuery {
  readonly metric?: string | undefined;
  /** Exactly this cut; absent: all. */
  readonly filter?: Filter | undefined;
  /** Steps that begin in it. */
  readonly period?: Period | undefined;
  /** Only what was forecast at least so many days before the day; day grain only then. */
  readonly daysBefore?: number | undefined;
}

/** A step may be forecast up to the day before its last one; a month counts with its shortest. */
const lastMoment = sql`(case f.grain when 'day' then 0 when 'week' then 6 when 'month' then 27 else 89 end)`;

/**
 * What came of each step that was forecast, once: by the newest forecast that was made at least a day before the step
 * was over.
 */
export async function readScores(tx: TenantTx, query: ScoreQuery): Promise<ReadScore[]> {
  let select = tx
    .selectFrom('forecast_scores as s')
    .innerJoin('forecasts as f', (join) =>
      join.onRef('f.tenant_id', '=', 's.tenant_id').onRef('f.id', '=', 's.forecast_id'),
    )
    .distinctOn(['f.metric', 'f.filter', 'f.grain', 's.t'])
    .select([
      'f.metric',
      'f.filter',
      'f.grain',
      's.t',
      's.expected',
      's.actual',
      's.naive',
      's.low80',
      's.high80',
      's.low95',
      's.high95',
      's.forecast_id as forecast',
      'f.made_on as madeOn',
      sql<IsoDate>`f.first_step`.as('firstStep'),
    ])
    .where(isPlain)
    .where(sql<boolean>`f.made_on < s.t + ${lastMoment}`);
  if (query.metric !== undefined) select = select.where('f.metric', '=', query.metric);
  if (query.filter !== undefined)
    select = select.where(sql<boolean>`f.filter = ${JSON.stringify(query.filter)}::jsonb`);
  if (query.period !== undefined)
    select = select.where('s.t', '>=', query.period.start).where('s.t', '<=', query.period.end);
  if (query.daysBefore !== undefined)
    select = select.where('f.grain', '=', 'day').where(sql<boolean>`f.made_on <= s.t - ${query.daysBefore}::integer`);
  return select
    .orderBy('f.metric')
    .orderBy('f.filter')
    .orderBy('f.grain')
    .orderBy('s.t')
    .orderBy('f.made_on', 'desc')
    .orderBy('f.created_at', 'desc')
    .execute();
}

/** Forecasts that were kept of what is asked about. */
export interface KeptForecasts {
  /** That count, and that were made under assumptions. */
  readonly plain: number;
  readonly assumed: number;
  /** First day of the first step of a plain one that has no score yet; null when there is none. */
  readonly firstOpen: { readonly t: IsoDate; readonly grain: Grain } | null;
}

export async function readKept(tx: TenantTx, query: Pick<ScoreQuery, 'metric' | 'filter'>): Promise<KeptForecasts> {
  let from = tx.selectFrom('forecasts as f').where('f.last_step', 'is not', null);
  if (query.metric !== undefined) from = from.where('f.metric', '=', query.metric);
  if (query.filter !== undefined) from = from.where(sql<boolean>`f.filter = ${JSON.stringify(query.filter)}::jsonb`);
  const counted = await from
    .select((e) => [
      e.fn.countAll<number>().filterWhere(isPlain).as('plain'),
      e.fn.countAll<number>().filterWhere(sql<boolean>`not (${isPlain})`).as('assumed'),
    ])
    .executeTakeFirst();
  // A day is forecast the day before at the latest.
  const first = sql<IsoDate>`case when f.grain = 'day' then greatest(f.first_step, (f.made_on + 1)::text) else f.first_step end`;
  const open = await from
    .select([first.as('t'), 'f.grain'])
    .where(isPlain)
    .where(sql<boolean>`f.scored_until is null and ${first} <= f.last_step`)
    .orderBy(first)
    .limit(1)
    .executeTakeFirst();
  return { plain: Number(counted?.plain ?? 0), assumed: Number(counted?.assumed ?? 0), firstOpen: open ?? null };
}
