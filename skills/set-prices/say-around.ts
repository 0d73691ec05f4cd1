import type { SectionTemplate } from '../../src/contracts/skill.ts';
import { listWords } from '../../src/datasets/words.ts';
import type { BindingLimit, PriceAlternative } from '../../src/engines/optimizer/pricing/types.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { BY_MODEL, rowsOf, sayMoney, sayPrice } from './figures.ts';
import type { MadePrices } from './maker-types.ts';
import { gainIf } from './price-curve.ts';

/** A gain below this a week, and below this share of the profit, is not worth a sentence. */
const WORTH_SAYING = 1;

/** Nearly as good a profit may still be a poor gain: an alternative keeps most of what there is to gain. */
const MOST_GIVEN = 0.4;

/** Prices that were never asked: what is expected of them is the least sure. */
export function sayUntried(made: MadePrices, book: FactBook): SectionTemplate[] {
  const untried = rowsOf(made).filter(({ row }) => row.changed && row.untried);
  if (untried.length === 0) return [];
  const each = untried.slice(0, 4).map(({ row, product }) => {
    const edge = row.price > row.priceNow ? product.highestPrice : product.lowestPrice;
    const most = sayPrice(book, `Price of ${product.name} so far`, edge, {
      kind: 'computed',
      how: 'Average price paid in a week',
      from: [],
    });
    return `${book.name(product.name)} (${row.price > row.priceNow ? 'highest' : 'lowest'} so far ${most})`;
  });
  const more = untried.length > each.length ? ' and others' : '';
  return [
    {
      kind: 'caveat',
      template: `You have never asked such a price for ${listWords(each)}${more}; what I expect there is the least sure.`,
    },
  ];
}

/** The same prices, should customers mind prices more or less than thought. */
export function saySensitivity(made: MadePrices, book: FactBook): SectionTemplate[] {
  if (made.outcome.plan.changes === 0) return [];
  const say = (factor: number, label: string) => {
    const gain = gainIf(made, factor);
    if (Math.abs(gain) < 0.5) return 'as much as';
    return `${sayMoney(book, label, gain, 'never')} a week ${gain < 0 ? 'less than' : 'more than'}`;
  };
  const twice = say(2, 'Change of profit if customers mind twice as much');
  const half = say(0.5, 'Change of profit if customers mind half as much');
  const template = `Should customers mind prices twice as much as I think, these prices bring ${twice} today’s. Should they mind half as much, it is ${half} today’s.`;
  return [{ kind: 'detail', template }];
}

/** What keeps the plan from earning more, and what easing it brings. */
export function sayLimits(made: MadePrices, book: FactBook): SectionTemplate[] {
  const { weeks } = made.basis;
  return made.outcome.explanation.binding
    .filter(({ worth }) => worth / weeks >= WORTH_SAYING)
    .slice(0, 2)
    .map((limit): SectionTemplate => {
      if (limit.code === 'stock') return sayStock(limit, book);
      const worth = sayMoney(book, 'What easing the limit brings a week', limit.worth / weeks, 'never');
      return { kind: 'detail', template: `${sayEased(made, limit, book)} would bring about ${worth} a week more.` };
    });
}

function sayStock({ id = '', worth, step }: BindingLimit, book: FactBook): SectionTemplate {
  const each = sayMoney(book, 'What one more to sell brings', worth / step, 'never');
  const template = `You could sell more ${book.name(id)} than there is: each one more would bring about ${each}.`;
  return { kind: 'detail', template };
}

function sayEased({ problem }: MadePrices, limit: BindingLimit, book: FactBook): string {
  const { limits = {} } = problem;
  const percent = (label: string, value: number) => book.percent(label, value, { decimals: 0, source: BY_MODEL });
  switch (limit.code) {
    case 'maxChange':
      return `Letting prices change by up to ${percent('Largest change, eased', (limits.maxChange ?? 0) + limit.step)} instead of ${percent('Largest change of a price', limits.maxChange ?? 0)}`;
    case 'maxChanges':
      return 'One more price change';
    case 'minMargin':
      return `A least margin of ${percent('Least margin, eased', (limits.minMargin ?? 0) - limit.step)} instead of ${percent('Least margin', limits.minMargin ?? 0)}`;
    case 'order': {
      const order = problem.orders?.find(({ id }) => id === limit.id);
      const [cheap = '', dear = ''] = order?.cheapestFirst ?? [];
      return `Letting ${book.name(cheap)} cost more than ${book.name(dear)}`;
    }
    default:
      return book.words('Limit', `${limit.words.charAt(0).toUpperCase()}${limit.words.slice(1)}`, BY_MODEL);
  }
}

const OTHER: Readonly<Record<PriceAlternative['code'], string>> = {
  'fewest-changes': 'With the fewest changes',
  'smallest-changes': 'With the smallest steps',
  'most-sold': 'To sell as much as possible',
};

/** Plans that are nearly as good and may suit better. */
export function sayAlternatives(made: MadePrices, book: FactBook): SectionTemplate[] {
  const { explanation, plan } = made.outcome;
  const gain = plan.totals.profit - plan.today.profit;
  return explanation.alternatives
    .filter(({ code, plan: other }) => code !== 'fewest-changes' || other.changes < plan.changes)
    .filter(({ plan: other }) => plan.totals.profit - other.totals.profit <= MOST_GIVEN * gain)
    .slice(0, 2)
    .map((other): SectionTemplate => {
      const changed = other.plan.rows.filter(({ changed: is }) => is);
      const named = changed
        .slice(0, 4)
        .map(
          (row) =>
            `${book.name(row.productId)} ${sayPrice(book, `Price of ${row.productId}, other plan`, row.price, BY_MODEL)}`,
        );
      const more = changed.length > named.length ? ' and some more' : '';
      const given = (plan.totals.profit - other.plan.totals.profit) / made.basis.weeks;
      const cost =
        given < 0.5 ? 'hardly anything' : `${sayMoney(book, 'Profit a week given up', given, 'never')} a week`;
      return { kind: 'detail', template: `${OTHER[other.code]}: ${listWords(named)}${more}. That gives up ${cost}.` };
    });
}

/** What about the data a person should know before they trust the plan. */
export function sayData({ basis }: MadePrices, book: FactBook): SectionTemplate[] {
  const found: SectionTemplate[] = [];
  for (const { name, list, paid } of basis.staleLists.slice(0, 3)) {
    const listed = sayPrice(book, `Price of ${name} in the list`, list);
    const lately = sayPrice(book, `Paid for ${name} on average`, paid, {
      kind: 'computed',
      how: 'Money taken over units sold, the newest eight weeks',
      from: [],
    });
    found.push({
      kind: 'caveat',
      template: `Your list says ${listed} for ${book.name(name)}, but lately customers paid ${lately} on average. I planned with the list.`,
    });
  }
  for (const { cheaper, dearer, why } of basis.brokenOrders.slice(0, 3)) {
    const [low, high] = [book.name(cheaper), book.name(dearer)];
    const template =
      why === 'today'
        ? `${low} costs more than ${high} today, though your list ranks it below. I did not hold the two to that order.`
        : `With the price you want, ${low} costs more than ${high}, though your list ranks it below.`;
    found.push({ kind: 'caveat', template });
  }
  const noCost = basis.leftOut.filter(({ why }) => why === 'no-cost').map(({ name }) => name);
  if (noCost.length > 0) {
    const names = listWords(noCost.slice(0, 5).map((name) => book.name(name)));
    found.push({
      kind: 'caveat',
      template: `I left out ${names}${noCost.length > 5 ? ' and others' : ''}: I do not know what one costs you.`,
    });
  }
  const small = basis.leftOut.filter(({ why }) => why === 'small').length;
  if (small > 0 && basis.focus === null) {
    const count = book.count('Products left as they are', small, {
      source: { kind: 'computed', how: 'Counted in your sales', from: [] },
    });
    found.push({
      kind: 'caveat',
      template: `${count} products that bring the least keep their prices; ask me about one by its name.`,
    });
  }
  return found;
}
