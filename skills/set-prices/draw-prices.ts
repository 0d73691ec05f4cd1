import type { ChartSpec } from '../../src/contracts/chart.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { formatFact } from '../../src/facts/format.ts';
import type { SkillContext } from '../context.ts';
import { BY_MODEL, gainOf, priceFormat, rowsOf, sayMoney, sayPrice } from './figures.ts';
import type { MadePrices } from './maker-types.ts';
import type { CurvePoint } from './price-curve.ts';

/** More rows than these are not read; the table has all. */
const MOST_ROWS = 15;

/** Prices now and new, as a dumbbell each; nothing where nothing changes. */
export function drawMoves(made: MadePrices, answer: string, book: FactBook): ChartSpec[] {
  const rows = rowsOf(made).filter(({ row }) => row.changed);
  if (rows.length === 0) return [];
  const { value } = gainOf(made);
  const gain = sayMoney(book, 'Change of profit a week', value, 'never');
  const count = book.count('Price changes', rows.length, { source: BY_MODEL });
  const what = rows.length === 1 ? 'One price change' : `${count} price changes`;
  return [
    {
      kind: 'before-after',
      unit: 'currency',
      title: `${what} should bring ${gain} a week ${value < 0 ? 'less' : 'more'} profit`,
      subtitle: 'Price today and in the plan',
      alt: answer,
      beforeLabel: 'Now',
      afterLabel: 'Plan',
      rows: rows.slice(0, MOST_ROWS).map(({ row }) => ({
        label: row.productId,
        before: row.priceNow,
        after: row.price,
        ...(row.untried ? { mark: 'untried' as const } : {}),
      })),
    },
  ];
}

/** Profit of one product at each of a few prices. */
export function drawCurveBars(
  ctx: SkillContext,
  made: MadePrices,
  curve: readonly CurvePoint[],
  answer: string,
  book: FactBook,
): ChartSpec[] {
  const best = curve.find(({ isPlan }) => isPlan);
  const { focus } = made.basis;
  if (!best || focus === null || curve.length < 2) return [];
  const style = { locale: ctx.company.locale, currency: ctx.company.currency, today: ctx.today };
  const price = sayPrice(book, `Price of ${focus}`, best.price, BY_MODEL);
  return [
    {
      kind: 'bars',
      unit: 'currency',
      title: `${book.name(focus)} should earn most at ${price}`,
      subtitle: 'Profit a week at each price',
      alt: answer,
      order: 'given',
      bars: curve.map(({ price: at, profit, isPlan }) => ({
        label: formatFact({ value: at, format: priceFormat(at) }, style),
        value: Math.round(profit * 100) / 100,
        ...(isPlan ? { accent: true } : {}),
      })),
    },
  ];
}
