import type { SkillFile } from '../../src/contracts/skill.ts';
import { type Sheet, writeCsv, writeWorkbook } from '../../src/exports/write-sheets.ts';
import { type ProductBasis, productOf } from './basis.ts';
import { rowsOf } from './figures.ts';
import type { MadePrices } from './maker-types.ts';
import { gainIf } from './price-curve.ts';

const cents = (value: number) => Math.round(value * 100) / 100;
const tenths = (value: number) => Math.round(value * 10) / 10;
const text = (label: string) => ({ label, kind: 'text' as const });
const money = (label: string) => ({ label, kind: 'money' as const });
const number = (label: string) => ({ label, kind: 'number' as const });

/** The plan as a workbook (prices, what it rests on, what if customers mind more) and the prices as CSV. */
export async function writeFiles(made: MadePrices): Promise<readonly SkillFile[]> {
  const name = `prices-${made.basis.period.start}`;
  const prices = priceSheet(made);
  return [await writeWorkbook(name, [prices, beliefSheet(made), sensitivitySheet(made)]), writeCsv(name, prices)];
}

function priceSheet(made: MadePrices): Sheet {
  const { weeks } = made.basis;
  const costs = new Map(made.problem.products.map(({ id, unitCost }) => [id, unitCost]));
  return {
    name: 'Prices',
    columns: [
      text('product'),
      money('price_now'),
      money('price_new'),
      number('change_percent'),
      money('unit_cost'),
      number('units_a_week_now'),
      number('units_a_week_expected'),
      money('profit_a_week_now'),
      money('profit_a_week_expected'),
      text('never_tried'),
    ],
    rows: rowsOf(made).map(({ row }) => [
      row.productId,
      row.priceNow,
      row.price,
      tenths((row.price / row.priceNow - 1) * 100),
      cents(costs.get(row.productId) ?? 0),
      tenths(row.salesNow / weeks),
      tenths(row.sales / weeks),
      cents(row.profitNow / weeks),
      cents(row.profit / weeks),
      row.untried ? 'yes' : '',
    ]),
  };
}

const RESTS_ON: Readonly<Record<ProductBasis['belief']['how'], string>> = {
  estimated: 'own past',
  borrowed: 'other products',
  said: 'told',
  assumed: 'assumed',
};

function beliefSheet(made: MadePrices): Sheet {
  return {
    name: 'What it rests on',
    columns: [
      text('product'),
      number('percent_of_sales_per_percent_of_price'),
      number('low'),
      number('high'),
      text('rests_on'),
      number('weeks_or_months'),
      number('price_moves'),
      money('lowest_price_so_far'),
      money('highest_price_so_far'),
    ],
    rows: made.problem.products.flatMap(({ id }) => {
      const product = productOf(made.basis, id);
      if (!product) return [];
      const { belief, periods, moves, lowestPrice, highestPrice } = product;
      return [
        [
          id,
          cents(belief.mean),
          cents(belief.low80),
          cents(belief.high80),
          RESTS_ON[belief.how],
          periods,
          moves,
          cents(lowestPrice),
          cents(highestPrice),
        ],
      ];
    }),
  };
}

function sensitivitySheet(made: MadePrices): Sheet {
  return {
    name: 'If customers mind more',
    columns: [number('times_as_much_as_thought'), money('profit_a_week_against_today')],
    rows: [0.5, 0.75, 1, 1.5, 2, 3].map((factor) => [factor, cents(gainIf(made, factor))]),
  };
}
