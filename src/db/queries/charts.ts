import type { ChartSpec } from '../../contracts/chart.ts';
import type { ChartId } from '../../contracts/ids.ts';
import type { TenantTx } from '../schema.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A chart of an earlier reply; null when this company has no such chart, or the id is no id. */
export async function getChart(tx: TenantTx, id: string): Promise<ChartSpec | null> {
  if (!UUID.test(id)) return null;
  // Its form was checked above; whether it names a chart is what is asked here.
  const row = await tx
    .selectFrom('charts')
    .select('spec')
    .where('id', '=', id as ChartId)
    .executeTakeFirst();
  return row?.spec ?? null;
}
