import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Filter } from '../../contracts/catalogue.ts';
import type { ForecastAssumption } from '../../contracts/forecast.ts';
import type { Grain, IsoDate } from '../../contracts/period.ts';
import { currentTenant } from '../current-tenant.ts';
import type { TenantTx } from '../schema.ts';

/** A forecast as it was given, so that it can be held against what came. */
export interface ForecastRecord {
  readonly metric: string;
  readonly filter: Filter;
  readonly grain: Grain;
  /** Points ahead, in `grain`. */
  readonly horizon: number;
  readonly madeOn: IsoDate;
  /** The company's data version it was made from. */
  readonly dataVersion: number;
  readonly model: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly backtest: Readonly<Record<string, unknown>>;
  readonly points: readonly unknown[];
  /** The totals of stretches that were given, as the engine's `windowTotals`: inclusive steps from 1. Absent: none. */
  readonly windows?: readonly GivenTotal[];
  /** What it takes for granted. Absent: nothing. With any it is kept, and never counted as a forecast that came true or not. */
  readonly assumptions?: readonly ForecastAssumption[];
}

export interface GivenTotal {
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  readonly low80: number;
  readonly high80: number;
}

/** Returns the id of the kept forecast. */
export async function saveForecast(tx: TenantTx, forecast: ForecastRecord): Promise<string> {
  const id = randomUUID();
  const points = JSON.stringify(forecast.points);
  const totals = (forecast.windows ?? []).map(({ from, to, mean, low80, high80 }) => ({
    from,
    to,
    mean,
    low80,
    high80,
  }));
  await tx
    .insertInto('forecasts')
    .values({
      tenant_id: currentTenant,
      id,
      metric: forecast.metric,
      filter: JSON.stringify(forecast.filter),
      grain: forecast.grain,
      horizon: forecast.horizon,
      made_on: forecast.madeOn,
      data_version: forecast.dataVersion,
      model: forecast.model,
      parameters: JSON.stringify(forecast.parameters),
      backtest: JSON.stringify(forecast.backtest),
      points,
      first_step: sql`${points}::jsonb -> 0 ->> 't'`,
      last_step: sql`${points}::jsonb -> -1 ->> 't'`,
      totals: JSON.stringify(totals),
      assumptions: JSON.stringify(forecast.assumptions ?? []),
    })
    .execute();
  return id;
}

/**
 * Only these are ever held against what came. A forecast under assumptions ("with the promotion", "closed on the
 * 24th") is right or wrong only where every assumption came true, and whether it did is nowhere in the data.
 */
export const isPlain = sql<boolean>`f.assumptions = '[]'::jsonb`;

/** A total that was forecast for exactly this stretch. */
export interface ForecastTotal {
  readonly madeOn: IsoDate;
  readonly mean: number;
  readonly low80: number;
  readonly high80: number;
}

/** The newest plain forecast of a stretch's total, made on its first day at the latest; null when there is none. */
export async function findForecastTotal(
  tx: TenantTx,
  asked: {
    readonly metric: string;
    readonly filter: Filter;
    readonly grain: Grain;
    /** First days of the stretch's first and last step. */
    readonly first: IsoDate;
    readonly last: IsoDate;
  },
): Promise<ForecastTotal | null> {
  const row = await tx
    .selectFrom('forecasts as f')
    .innerJoinLateral(
      sql<GivenTotal>`(select * from jsonb_to_recordset(f.totals)
        as x("from" integer, "to" integer, mean float8, low80 float8, high80 float8))`.as('w'),
      (join) => join.onTrue(),
    )
    .select(['f.made_on as madeOn', 'w.mean', 'w.low80', 'w.high80'])
    .where('f.metric', '=', asked.metric)
    .where(sql<boolean>`f.filter = ${JSON.stringify(asked.filter)}::jsonb`)
    .where('f.grain', '=', asked.grain)
    .where('f.made_on', '<=', asked.first)
    .where(isPlain)
    .where(sql<boolean>`f.points -> (w."from" - 1) ->> 't' = ${asked.first}`)
    .where(sql<boolean>`f.points -> (w."to" - 1) ->> 't' = ${asked.last}`)
    .orderBy('f.made_on', 'desc')
    .orderBy('f.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
