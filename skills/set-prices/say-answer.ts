import { listWords } from '../../src/datasets/words.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { BY_MODEL, gainOf, type PlannedRow, rowsOf, sayGain, sayPrice } from './figures.ts';
import type { MadePrices } from './maker-types.ts';

/** More names than these make no sentence; the table has all. */
const MOST_NAMED = 5;
/** A gain below this share of the profit is lost in the ups and downs of any week. */
const TRIFLE = 0.003;

/** What to do, and what it brings against today. */
export function sayAnswer(made: MadePrices, book: FactBook): string {
  const { focus } = made.basis;
  const rows = rowsOf(made);
  const changed = rows.filter(({ row }) => row.changed);
  if (changed.length === 0) return sayNoChange(made, book);
  const gained = gainOf(made);
  const trifle = gained.value >= 0 && gained.value < TRIFLE * (made.outcome.plan.today.profit / made.basis.weeks);
  const gain = `${sayGain(book, gained)}${trifle ? '. That is so little that you may as well leave it' : ''}`;
  const asked = changed.find(({ row }) => row.productId === focus);
  if (asked) {
    const { row } = asked;
    const now = sayPrice(book, `Price of ${row.productId} now`, row.priceNow);
    const price = newPrice(book, asked);
    return `Charge ${price} for ${book.name(row.productId)} instead of ${now}: that should bring ${gain}.`;
  }
  const moves = sayMoves(book, changed);
  const rest = changed.length < rows.length ? ', and leave the rest' : '';
  return `${moves}${rest}: that should bring ${gain}.`;
}

function sayNoChange({ basis }: MadePrices, book: FactBook): string {
  const leave =
    basis.focus === null ? 'Leave your prices as they are' : `Leave the price of ${book.name(basis.focus)} as it is`;
  if (basis.maxChange === 0) return `${leave}: you said that none may change.`;
  const reach = book.percent('Largest change of a price', basis.maxChange, { decimals: 0, source: { kind: 'asked' } });
  return `${leave}: within ${reach} of today I find no change that is worth it.`;
}

const newPrice = (book: FactBook, { row }: PlannedRow) =>
  sayPrice(book, `New price of ${row.productId}`, row.price, BY_MODEL);

/** "Raise Cold Brew to $4.95 and Tea to $3.75, lower Soup to $6.95" */
function sayMoves(book: FactBook, changed: readonly PlannedRow[]): string {
  const named = changed.slice(0, MOST_NAMED);
  const say = (verb: string, of: readonly PlannedRow[]) =>
    of.length === 0
      ? []
      : [`${verb} ${listWords(of.map((each) => `${book.name(each.row.productId)} to ${newPrice(book, each)}`))}`];
  const moves = [
    ...say(
      'raise',
      named.filter(({ row }) => row.price > row.priceNow),
    ),
    ...say(
      'lower',
      named.filter(({ row }) => row.price < row.priceNow),
    ),
  ];
  if (changed.length > named.length) {
    const more = book.count('Further price changes', changed.length - named.length, { source: BY_MODEL });
    moves.push(`change ${more} more as in the table`);
  }
  const sentence = moves.join(', ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** How sure it is that the plan earns more, and what to do about it where it is not. */
export function sayChance(made: MadePrices, book: FactBook): string | null {
  const changed = rowsOf(made).filter(({ row }) => row.changed);
  const { chance } = gainOf(made);
  if (changed.length === 0 || chance === null) return null;
  const share = book.percent('Chance to earn more than at today’s prices', Math.min(chance, 0.99), {
    decimals: 0,
    source: {
      kind: 'model',
      model: 'How sales answer to price',
      how: 'A thousand draws of what is not known about it',
    },
  });
  return chance >= 0.99
    ? 'As far as your customers’ answers to past prices tell, it is nearly certain to earn more than today’s prices.'
    : `The chance that it earns more than today’s prices is about ${share}.`;
}

/** Prices nobody knows enough about are tried in a small way first. */
export function sayTest(made: MadePrices, book: FactBook): string | null {
  const changed = rowsOf(made).filter(({ row }) => row.changed);
  const unsure = changed.some(({ row, product }) => row.untried || product.belief.how !== 'estimated');
  const { chance, low80 } = gainOf(made);
  if (changed.length === 0 || !(unsure || (chance ?? 1) < 0.9 || (low80 ?? 0) < 0)) return null;
  const { testPlace } = made.basis;
  return testPlace === null
    ? 'Try it for four weeks and ask me again: what your customers do then tells more than I can know now.'
    : `Try it at ${book.name(testPlace)} alone for four weeks, and ask me how sales there compare with the rest: that tells more than I can know now.`;
}
