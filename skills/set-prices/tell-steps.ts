import type { Grain, Period } from '../../src/contracts/period.ts';
import type { ProductBasis } from './basis.ts';

const HOW: Readonly<Record<ProductBasis['belief']['how'], string>> = {
  estimated: 'from its own past',
  borrowed: 'borrowed from the other products',
  said: 'as it was told',
  assumed: 'a usual range',
};

/** What was done, in plain sentences for the working. */
export function tellSteps(
  products: readonly ProductBasis[],
  from: { readonly grain: Grain; readonly lately: Period; readonly cross: number },
): string[] {
  return [
    `Summed each product's sales into ${from.grain === 'month' ? 'months' : 'weeks'}, with the average price paid and the days of trade.`,
    'Left out days on which a product that always sells did not sell at all.',
    'Estimated how sales answer to price (log units on log price, with trend, season and a level that may wander), and drew the estimates towards each other by how unsure each is.',
    ...products.map(
      ({ name, belief, periods, moves }) =>
        `${name}: ${belief.mean.toFixed(2)} (80%: ${belief.low80.toFixed(2)} to ${belief.high80.toFixed(2)}), ${HOW[belief.how]}${
          belief.how === 'estimated' ? `, ${periods} periods, ${moves} price moves` : ''
        }.`,
    ),
    `${from.cross} effects of one product's price on another's sales were sure enough to be counted.`,
    `Forecast the units of each product at today's prices; products and costs as of ${from.lately.start} to ${from.lately.end}.`,
    'Profit is price less the cost of one more unit, times units; wages, rent and the like stay as they are.',
  ];
}
