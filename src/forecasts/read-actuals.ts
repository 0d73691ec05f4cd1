import type { Company } from '../contracts/company.ts';
import { UserError } from '../contracts/errors.ts';
import { readDefinitions } from '../db/queries/catalogue.ts';
import type { ForecastSeries } from '../db/queries/forecast-scores.ts';
import type { TenantTx } from '../db/schema.ts';
import { createMetricReader } from '../metrics/create-metric-reader.ts';
import { type MetricCache, openMetricStore } from '../metrics/metric-cache.ts';
import { type KnownSeries, knowSeries } from './score-steps.ts';

/** What scoring has to know of a company. */
export type ScoredCompany = Pick<Company, 'id' | 'weekStart'>;

/**
 * What is known of a forecast's series by now; nothing where its metric or its cut is in the data no more.
 * @param version of the company's data, as this transaction sees them
 */
export async function readActuals(
  tx: TenantTx,
  series: ForecastSeries,
  from: { readonly company: ScoredCompany; readonly cache: MetricCache; readonly version: number },
): Promise<KnownSeries> {
  const { company, cache, version } = from;
  const store = openMetricStore(tx, cache, `${company.id}@${version}`);
  const definitions = await store.cached(['definitions'], () => readDefinitions(tx));
  const reader = createMetricReader(store, definitions, company);
  try {
    const { points } = await reader.series(series);
    return knowSeries(points, series.grain);
  } catch (error) {
    if (error instanceof UserError) return knowSeries([], series.grain);
    throw error;
  }
}
