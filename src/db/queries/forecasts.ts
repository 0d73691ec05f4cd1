import { randomUUID } from 'node:crypto';
import type { Filter } from '../../contracts/catalogue.ts';
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
}

/** Returns the id of the kept forecast. */
export async function saveForecast(tx: TenantTx, forecast: ForecastRecord): Promise<string> {
  const id = randomUUID();
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
      points: JSON.stringify(forecast.points),
    })
    .execute();
  return id;
}
