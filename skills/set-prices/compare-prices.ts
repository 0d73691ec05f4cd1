import type { SectionTemplate } from '../../src/contracts/skill.ts';
import { listWords } from '../../src/datasets/words.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { BY_MODEL, gainOf, sayMoney, sayPrice } from './figures.ts';
import type { MadePrices } from './maker-types.ts';

/** What a what-if did: the gain before and after, and which prices differ. */
export function comparePrices(before: MadePrices, after: MadePrices, book: FactBook): SectionTemplate[] {
  const [was, is] = [gainOf(before).value, gainOf(after).value];
  const size = (value: number, label: string) =>
    value < 0
      ? `${sayMoney(book, label, value, 'never')} a week less than today’s prices`
      : `${sayMoney(book, label, value, 'never')} a week more than today’s prices`;
  const now = size(is, 'Change of profit a week, with the change');
  const then = sayMoney(book, 'Change of profit a week, before', was);
  const gained =
    Math.abs(is - was) < 0.5
      ? `With that the plan brings the same: about ${now}.`
      : `With that the plan brings about ${now}; before it was ${then}.`;
  const prices = new Map(before.outcome.plan.rows.map((row) => [row.productId, row]));
  const moved = after.outcome.plan.rows.flatMap((row) => {
    const old = prices.get(row.productId);
    return old && Math.abs(old.price - row.price) > 1e-9
      ? [{ name: row.productId, old: old.price, price: row.price }]
      : [];
  });
  const gone = before.outcome.plan.rows.filter(
    ({ productId, changed }) => changed && !after.outcome.plan.rows.some((row) => row.productId === productId),
  );
  const said = moved.slice(0, 5).map(({ name, old, price }) => {
    const then = sayPrice(book, `Price of ${name}, before`, old, BY_MODEL);
    return `${book.name(name)} ${sayPrice(book, `Price of ${name}, with the change`, price, BY_MODEL)} instead of ${then}`;
  });
  const more = moved.length > said.length ? ', and some more in the table' : '';
  const left =
    gone.length > 0 ? ` Out of the plan: ${listWords(gone.map(({ productId }) => book.name(productId)))}.` : '';
  const which =
    said.length > 0
      ? ` What differs: ${listWords(said)}${more}.`
      : gone.length > 0
        ? ''
        : ' All prices stay as they were planned.';
  return [{ kind: 'answer', template: `${gained}${sayWhole(before, after, book)}${which}${left}` }];
}

/** With other costs or other demand all profit moves, whatever the prices: then both are said. */
function sayWhole(before: MadePrices, after: MadePrices, book: FactBook): string {
  const today = ({ outcome, basis }: MadePrices) => outcome.plan.today.profit / basis.weeks;
  const planned = ({ outcome, basis }: MadePrices) => outcome.plan.totals.profit / basis.weeks;
  if (before.outcome.plan.rows.length !== after.outcome.plan.rows.length) return '';
  if (Math.abs(today(after) / today(before) - 1) < 0.005) return '';
  const then = sayMoney(book, 'Profit of these products a week, before', planned(before));
  const now = sayMoney(book, 'Profit of these products a week, with the change', planned(after));
  return ` The profit of these products goes from ${then} to ${now} a week.`;
}
