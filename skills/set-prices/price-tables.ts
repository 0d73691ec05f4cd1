import type { TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { ProductBasis } from './basis.ts';
import { BY_MODEL, type PlannedRow, rowsOf, sayMoney, sayPrice, sayUnits } from './figures.ts';
import type { MadePrices } from './maker-types.ts';
import type { CurvePoint } from './price-curve.ts';

const left = (label: string) => ({ label, align: 'left' as const });
const right = (label: string) => ({ label, align: 'right' as const });

/** All products with their prices, now and new, and what they bring. */
export function listPrices(made: MadePrices, book: FactBook): TableTemplate {
  const { weeks } = made.basis;
  const rows = rowsOf(made);
  const noted = rows.some((each) => noteOf(each) !== '');
  return {
    title: `Prices for ${book.period('Period of the plan', made.basis.period)}`,
    columns: [
      left('Product'),
      right('Now'),
      right('New'),
      right('Change'),
      right('Units a week now'),
      right('Units expected'),
      right('Profit a week'),
      right('Change of profit'),
      ...(noted ? [left('Note')] : []),
    ],
    rows: rows.map((each) => {
      const { row } = each;
      const name = row.productId;
      return [
        book.name(name),
        sayPrice(book, `Price of ${name} now`, row.priceNow),
        row.changed ? sayPrice(book, `New price of ${name}`, row.price, BY_MODEL) : 'as now',
        row.changed
          ? book.percent(`Change of the price of ${name}`, row.price / row.priceNow - 1, {
              decimals: 1,
              sign: 'always',
              source: { kind: 'computed', how: 'New price over today’s, less one', from: [] },
            })
          : '',
        sayUnits(book, `Units of ${name} a week now`, row.salesNow / weeks),
        sayUnits(book, `Units of ${name} a week, expected`, row.sales / weeks),
        sayMoney(book, `Profit of ${name} a week`, row.profit / weeks),
        changeOf(each, weeks, book),
        ...(noted ? [noteOf(each)] : []),
      ];
    }),
  };
}

/** Empty where nothing changes. */
function changeOf({ row }: PlannedRow, weeks: number, book: FactBook): string {
  const change = (row.profit - row.profitNow) / weeks;
  if (!row.changed && Math.abs(change) < 0.005) return '';
  return sayMoney(book, `Change of profit of ${row.productId} a week`, change, 'always');
}

function noteOf({ row, product }: PlannedRow): string {
  if (row.changed && row.untried) return 'never tried';
  if (row.changed && product.belief.how === 'assumed') return 'a guess';
  return product.planned ? '' : 'not asked about';
}

const RESTS_ON: Readonly<Record<ProductBasis['belief']['how'], string>> = {
  estimated: 'its own past',
  borrowed: 'your other products',
  said: 'what you told me',
  assumed: 'the usual range',
};

/** How sales of each product answer to its price, and where that is from. */
export function listBeliefs({ basis }: MadePrices, book: FactBook): TableTemplate {
  return {
    title: 'How customers answer: what each percent on the price does to sales',
    columns: [
      left('Product'),
      right('Sales'),
      right('From'),
      right('To'),
      left('Rests on'),
      right('Lowest price so far'),
      right('Highest price so far'),
      right('Price moves'),
    ],
    rows: basis.products
      .filter(({ planned }) => planned)
      .map((product) => {
        const { name, belief } = product;
        const source = {
          kind: 'model' as const,
          model: 'How sales answer to price',
          how: `Log of units on log of price, with trend, season and a level that may wander; from ${RESTS_ON[belief.how]}`,
        };
        const share = (label: string, value: number) =>
          book.percent(`${name}: ${label}`, value / 100, { decimals: 1, sign: 'always', source });
        const counted = { kind: 'computed' as const, how: 'From your sales by week', from: [] };
        return [
          book.name(name),
          share('change of sales', belief.mean),
          share('change of sales, low', belief.low80),
          share('change of sales, high', belief.high80),
          RESTS_ON[belief.how],
          sayPrice(book, `Lowest price of ${name}`, product.lowestPrice, counted),
          sayPrice(book, `Highest price of ${name}`, product.highestPrice, counted),
          belief.how === 'estimated' ? book.count(`Price moves of ${name}`, product.moves, { source: counted }) : '',
        ];
      }),
  };
}

/** What a few prices of one product would bring. */
export function listCurve(name: string, curve: readonly CurvePoint[], book: FactBook): TableTemplate {
  return {
    title: `What ${book.name(name)} would bring at each price, a week`,
    columns: [
      left('Price'),
      right('Units'),
      right('Profit'),
      right('Against today'),
      right('Low'),
      right('High'),
      left(''),
    ],
    rows: curve.map((point) => {
      const price = sayPrice(book, `Price of ${name}`, point.price, BY_MODEL);
      const money = (label: string, amount: number) =>
        point.isNow ? '' : sayMoney(book, `${name}: ${label}`, amount, 'always');
      return [
        price,
        sayUnits(book, `Units of ${name} a week`, point.units),
        sayMoney(book, `Profit of ${name} a week`, point.profit),
        money('change of profit', point.gain),
        money('change of profit, low', point.low80),
        money('change of profit, high', point.high80),
        point.isPlan ? (point.isNow ? 'today, best' : 'best') : point.isNow ? 'today' : '',
      ];
    }),
  };
}
