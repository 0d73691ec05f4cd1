import type { SectionTemplate } from '../../src/contracts/skill.ts';
import { listWords } from '../../src/datasets/words.ts';
import type { ElasticityRefusal } from '../../src/engines/optimizer/pricing/elasticity-types.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { PricingBasis, ProductBasis } from './basis.ts';

const COUNTED = { kind: 'computed', how: 'Counted in your sales', from: [] } as const;

/** Which products' own past does not tell how customers answer to a price, why, and what was taken instead. */
export function sayBeliefs({ products, grain }: PricingBasis, book: FactBook): SectionTemplate[] {
  const refused = products.filter(({ planned, belief }) => planned && belief.refusal !== null);
  const alike = Map.groupBy(refused, ({ belief }) => `${belief.refusal?.code} ${belief.how}`);
  return [...alike.values()].map((same, at): SectionTemplate => {
    const [first] = same;
    const why = first?.belief.refusal ? sayRefusal(first.belief.refusal, same, grain, book) : '';
    return {
      kind: 'caveat',
      ...(at === 0 ? { heading: 'Where your past does not tell' } : {}),
      template: `${listWords(same.map(({ name }) => book.name(name)))}: ${why}, so ${sayInstead(same, products, book)}.`,
    };
  });
}

function sayRefusal(
  refusal: ElasticityRefusal,
  same: readonly ProductBasis[],
  grain: PricingBasis['grain'],
  book: FactBook,
): string {
  const one = same.length === 1;
  const periods = grain === 'month' ? 'months' : 'weeks';
  switch (refusal.code) {
    case 'short-history': {
      const needed = book.count('Periods of sales it takes', refusal.needed, {
        source: { kind: 'method', how: 'Fewest periods that can show an answer to price' },
      });
      if (!one) return `too short a past; it takes ${needed} ${periods}`;
      return `only ${book.count('Periods of sales', refusal.have, { source: COUNTED })} ${periods} of sales; it takes ${needed}`;
    }
    case 'price-never-moved':
      return one ? 'its price has hardly ever moved' : 'their prices have hardly ever moved';
    case 'too-few-sales':
      return `too few are sold in ${grain === 'month' ? 'a month' : 'a week'} for a pattern to show`;
    case 'moves-with-the-rest':
      return `the price moved together with the season or with other prices, and nothing tells them apart`;
    case 'too-uncertain':
      return 'past prices give only a vague answer';
  }
}

function sayInstead(same: readonly ProductBasis[], all: readonly ProductBasis[], book: FactBook): string {
  const [first] = same;
  if (first?.belief.how === 'borrowed') {
    const lenders = all.filter(({ belief }) => belief.how === 'estimated').map(({ name }) => book.name(name));
    return lenders.length > 1 && lenders.length <= 4
      ? `I took what ${listWords(lenders)} show`
      : 'I took what your other products show';
  }
  return first?.belief.how === 'said' ? 'I took what you told me' : 'I took the usual range, see below';
}
