import type { PlanExpectation } from '../../src/contracts/plan.ts';
import type { PricePlanRow } from '../../src/engines/optimizer/pricing/types.ts';
import type { ProductBasis } from './basis.ts';
import { rowsOf } from './figures.ts';
import type { MadePrices } from './maker-types.ts';

/** Standard normal, 90%. */
const Z80 = 1.2816;

/** Units and money of each product whose price changes, to be held against what comes. */
export function expectResults({ basis, ...made }: MadePrices): PlanExpectation[] {
  const { filter, dimension, period, quantity, revenue } = basis;
  return rowsOf({ basis, ...made })
    .filter(({ row }) => row.changed)
    .flatMap(({ row, product }): PlanExpectation[] => {
      const about = { filter: { ...filter, [dimension]: row.productId }, period };
      const spread = spreadOf(row, product);
      const expect = (value: number) => ({ value, low80: value * Math.exp(-spread), high80: value * Math.exp(spread) });
      const units: PlanExpectation = {
        label: `${quantity.label} of ${row.productId}`,
        metric: quantity.key,
        ...about,
        unit: quantity.unit,
        ...expect(row.sales),
        without: row.salesNow,
      };
      if (!revenue) return [units];
      // Discounts go on: what is taken is a little less than the price says.
      const taken = product.paidShare;
      const money: PlanExpectation = {
        label: `${revenue.label} of ${row.productId}`,
        metric: revenue.key,
        ...about,
        unit: revenue.unit,
        ...expect(row.sales * row.price * taken),
        without: row.salesNow * row.priceNow * taken,
      };
      return [units, money];
    });
}

/** What is not known of the sales to come and of how they answer to the price, together, in logs. */
function spreadOf(row: PricePlanRow, { units, belief }: ProductBasis): number {
  const low = units.low80 > 0 ? Math.log(units.value / units.low80) : 0.5;
  const high = units.value > 0 && units.high80 > 0 ? Math.log(units.high80 / units.value) : 0.5;
  const forecast = Math.max(0, (low + high) / 2);
  const answer = Z80 * belief.sd * Math.abs(Math.log(row.price / row.priceNow));
  return Math.min(2, Math.hypot(forecast, answer));
}
