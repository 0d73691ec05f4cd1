import type { Finding } from '../../src/engines/optimizer/model/finding.ts';
import type { Remedy } from '../../src/engines/optimizer/model/optimization-model.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';

const HOW = { kind: 'model', model: 'Price plan', how: 'Found while planning' } as const;

/** What `values` name, as far as they do. */
const nameIn = ({ values }: Pick<Finding, 'values'>): string | null => {
  const id = values?.product ?? values?.id;
  return typeof id === 'string' ? id : null;
};

const FINDINGS: Readonly<Record<string, (name: string) => string>> = {
  'price-not-positive': (name) => `${name} has no price above zero today.`,
  'cost-negative': (name) => `The cost of ${name} is below zero; that cannot be.`,
  'units-negative': (name) => `The units of ${name} are below zero; that cannot be.`,
  'stock-negative': (name) => `The stock of ${name} is below zero; that cannot be.`,
  'option-far-off': (name) => `The price you want for ${name} is too far from today’s to say what would sell.`,
  'option-not-positive': (name) => `The price you want for ${name} has to be above zero.`,
  'elasticity-not-a-number': (name) => `How sales of ${name} answer to its price is no number I can use.`,
  'no-other-price': (name) => `The price of ${name} has to change, but I find none to change it to.`,
  'sold-at-a-loss': (name) => `${name} is sold for less than it costs you.`,
};

/** Bad input in the person's words; the engine's own words where there are none. */
export function sayFinding(finding: Finding, book: FactBook): string {
  const name = nameIn(finding);
  const say = FINDINGS[finding.code];
  if (name !== null && say) return say(book.name(name));
  if (finding.code === 'margin-too-high') return 'A margin of the whole price or more is not possible.';
  if (finding.code === 'no-products') return 'There is no product to price.';
  return book.words('Finding', finding.words, HOW);
}

/** The smallest change that would make the plan possible. */
export function sayRemedy(remedy: Remedy, book: FactBook): string {
  const name = nameIn(remedy);
  if (remedy.code === 'mustChange' && name !== null) return `Let ${book.name(name)} keep its price of today.`;
  if (remedy.code === 'minMargin' && name !== null) {
    const points = book.change({ unit: 'percent', label: 'Margin' }, Math.ceil(remedy.amount * 1000) / 1000, {
      source: HOW,
    });
    return `Allow a margin on ${book.name(name)} that is ${points} lower.`;
  }
  if (remedy.code === 'maxChanges') {
    return `Let ${book.count('More price changes', Math.ceil(remedy.amount), { source: HOW })} more prices change.`;
  }
  return book.words('What would help', remedy.words, HOW);
}
