import type { ColumnType } from 'kysely';
import type { Filter } from '../contracts/catalogue.ts';
import type { ForecastAssumption } from '../contracts/forecast.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { Grain } from '../contracts/period.ts';
import type { CivilDate, DefaultInstant, Json } from './schema-columns.ts';

export interface ForecastsTable {
  tenant_id: TenantId;
  id: string;
  metric: string;
  filter: Json<Filter>;
  grain: Grain;
  horizon: number;
  made_on: CivilDate;
  data_version: number;
  model: string;
  parameters: Json<Record<string, unknown>>;
  backtest: Json<Record<string, unknown>>;
  points: Json<readonly unknown[]>;
  /** Totals that were given beside the single steps, as src/db/queries/forecasts.ts keeps them. */
  totals: ColumnType<readonly unknown[], string | undefined, string>;
  assumptions: ColumnType<readonly ForecastAssumption[], string | undefined, string>;
  /** Every step up to here is settled: it has a score, or was closed. */
  scored_until: ColumnType<CivilDate | null, CivilDate | null | undefined, CivilDate | null>;
  /** First days of the first and the last step; null where `points` has no dates. */
  first_step: CivilDate | null;
  last_step: CivilDate | null;
  created_at: DefaultInstant;
}

export interface ForecastScoresTable {
  tenant_id: TenantId;
  forecast_id: string;
  t: CivilDate;
  step: number;
  expected: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
  actual: number;
  naive: number | null;
  recorded_at: DefaultInstant;
}
