import type { TenantId } from '../contracts/ids.ts';
import type { Database } from '../db/database.ts';
import { getCompany } from '../db/queries/companies.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { MetricCache } from '../metrics/metric-cache.ts';
import { scoreForecasts } from './score-forecasts.ts';

/** The answer to the import goes first. */
const AFTER_SECONDS = 5;

export interface ForecastScoring {
  /** Holds a company's forecasts against its data soon. Call it whenever the data may have changed. */
  look(tenant: TenantId): Promise<void>;
}

/** Starts taking `score-forecasts` jobs. */
export async function startScoring(services: {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly cache: MetricCache;
}): Promise<ForecastScoring> {
  const { database, jobs, cache } = services;
  await jobs.work('score-forecasts', async ({ tenant }, { signal }) => {
    const company = await database.inTenant(tenant, getCompany);
    if (company) await scoreForecasts({ company, data: (work) => database.inTenant(tenant, work), cache, signal });
  });
  return {
    // A key of its own each time: a job that runs right now may have passed what has just changed.
    look: async (tenant) => {
      await jobs.send('score-forecasts', { tenant }, { startAfterSeconds: AFTER_SECONDS });
    },
  };
}
