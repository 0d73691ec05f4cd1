import { sql } from 'kysely';
import type { MetricDefinition } from '../../contracts/catalogue.ts';
import type { IsoDate } from '../../contracts/period.ts';
import type { TenantTx } from '../schema.ts';
import { isPlain } from './forecasts.ts';

export interface LatestForecast {
  readonly metric: Pick<MetricDefinition, 'label' | 'unit' | 'aggregation'>;
  readonly grain: string;
  readonly madeOn: IsoDate;
  /** As the forecaster gave them; what is not of their form is to be passed over. */
  readonly points: readonly unknown[];
}

/** The newest forecast of the whole company (no filter); null when none was made. */
export async function readLatestForecast(tx: TenantTx): Promise<LatestForecast | null> {
  const row = await tx
    .selectFrom('forecasts as f')
    .innerJoin('metric_definitions as m', (join) =>
      join.onRef('m.tenant_id', '=', 'f.tenant_id').onRef('m.key', '=', 'f.metric'),
    )
    .select(['f.points', 'f.made_on', 'f.grain', 'm.label', 'm.unit', 'm.aggregation'])
    .where(sql<boolean>`f.filter = '{}'::jsonb`)
    .where(isPlain)
    .orderBy('f.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { label, unit, aggregation } = row;
  return { metric: { label, unit, aggregation }, grain: row.grain, madeOn: row.made_on, points: row.points };
}
