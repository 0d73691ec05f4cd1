import type { PlanKind } from '../../../../src/contracts/plan.ts';
import type { ReadText } from '../read-text.ts';
import { isKnownWord } from '../vocabulary.ts';
import type { NamedSpan } from './find-names.ts';
import type { PlanNameKind } from './name-index.ts';

/** Where a name stands: after one of these, or at the front and before one of those. */
const BEFORE =
  /(?:^|\b(?:of|for|on|the|keep|leave|leave out|raise|lower|cut|skip|drop|without|exclude|except|order|any|no|more|fewer|less|if|with|and|remove|stop|price|kg|g|l|litres?|bottles?|packs?|boxes|bags?|\d+%?) )$/;
const AFTER =
  /^ (?:under|over|at|is|are|was|were|can|can not|could|will|goes?|costs?|to|by|should|must|has|have|called|calls|max|min|off|out|below|above|on|for|[$€£¥₺₹]?\d|away|ill|sick|gets?|as)\b|^\W*$/;
const UNITS =
  /^(kg|kilos?|grams?|g|l|ml|cl|oz|lb|lbs|litres?|liters?|pcs|pieces|crates?|trays?|tins?|cans?|jars?|rolls?|hrs?|pm|am)$/;

const KIND: Readonly<Record<PlanKind, PlanNameKind>> = {
  inventory: 'item',
  staffing: 'employee',
  pricing: 'product',
  budget: 'ad-channel',
};

/**
 * A word at the place of a name that the company has in no list: "keep the mocha under $5". It is kept as it was said,
 * so that the plan can say that it does not know it, instead of changing everything.
 */
export function findUnknownName(
  read: ReadText,
  kind: PlanKind,
  taken: readonly { readonly start: number; readonly end: number }[],
): NamedSpan | undefined {
  const strange = read.tokens.map(
    (token) =>
      token.text.length > 2 &&
      /^\p{L}+$/u.test(token.text) &&
      !isKnownWord(token.text) &&
      !UNITS.test(token.text) &&
      !taken.some((span) => token.start < span.end && token.end > span.start),
  );
  for (let from = 0; from < read.tokens.length; from++) {
    if (strange[from] !== true) continue;
    let to = from;
    while (strange[to + 1] === true) to++;
    const start = read.tokens[from]?.start ?? 0;
    const end = read.tokens[to]?.end ?? 0;
    if (BEFORE.test(read.lower.slice(0, start)) && AFTER.test(read.lower.slice(end))) {
      const counted = kind === 'staffing' && /\d (?:more |fewer |less )?$/.test(read.lower.slice(0, start));
      return { start, end, readings: new Map([[counted ? 'role' : KIND[kind], [read.cased.slice(start, end)]]]) };
    }
    from = to;
  }
  return undefined;
}

/** Is a name of the kind that such a plan speaks of there already? */
export const namesOwn = (names: readonly NamedSpan[], kind: PlanKind): boolean =>
  names.some(
    ({ readings }) =>
      readings.has(KIND[kind]) ||
      (kind === 'staffing' && readings.has('role')) ||
      (kind === 'inventory' && (readings.has('supplier') || readings.has('product'))) ||
      (kind === 'pricing' && readings.has('item')),
  );
