import type { Period } from '../../src/contracts/period.ts';
import type { SkillContext } from '../context.ts';
import { makeOutlook } from '../forecast-metric/make-outlook.ts';
import { type ProductBasis, weeksOf } from './basis.ts';
import type { Goods } from './read-goods.ts';
import { unitsLately } from './weekly-history.ts';

/** The largest get a forecast of their own; for the small ones the last weeks do. */
const MOST_FORECASTS = 20;
/** Standard normal, 90%. */
const Z80 = 1.2816;

export type ExpectedUnits = Pick<ProductBasis, 'units' | 'unitsFrom'>;

/** Units of each product in the period at today's prices. Engines run here: never call it inside a transaction. */
export async function expectUnits(
  ctx: SkillContext,
  goods: readonly Goods[],
  period: Period,
): Promise<ReadonlyMap<string, ExpectedUnits>> {
  const found = await Promise.all(
    goods.map(async (each, at): Promise<readonly [string, ExpectedUnits]> => {
      const ahead = at < MOST_FORECASTS ? await forecastUnits(ctx, each, period) : null;
      return [each.name, ahead ?? assumeLately(each, period)];
    }),
  );
  return new Map(found);
}

async function forecastUnits(ctx: SkillContext, { history }: Goods, period: Period): Promise<ExpectedUnits | null> {
  const outlook = await makeOutlook(ctx, history, period);
  if (outlook.kind !== 'outlook' || !(outlook.total.value > 0)) return null;
  // Whole weeks or months of a coarse series may reach beyond the period.
  const share = Math.min(1, weeksOf(period) / weeksOf(outlook.window.period));
  const { value, low80, high80 } = outlook.total;
  return { units: { value: value * share, low80: low80 * share, high80: high80 * share }, unitsFrom: 'forecast' };
}

function assumeLately({ points, history }: Goods, period: Period): ExpectedUnits {
  const lately = unitsLately(points, history.series.grain === 'month' ? 'month' : 'week');
  const value = (lately?.perWeek ?? 0) * weeksOf(period);
  const spread = Math.min(0.9, Z80 * Math.max(0.05, lately?.spread ?? 0));
  return { units: { value, low80: value * (1 - spread), high80: value * (1 + spread) }, unitsFrom: 'lately' };
}
