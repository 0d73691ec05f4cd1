import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { BudgetBinding, BudgetLimitCode } from '../../src/engines/optimizer/budget/types.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { BudgetBasis } from './basis.ts';
import type { MadeBudget } from './figures.ts';
import { money, resultName, results } from './words.ts';

const MOST_LIMITS = 2;
/** Of all results; a limit that costs less is not worth a sentence. */
const WORTH_SAYING = 0.01;

/** Limits that keep the plan from bringing more, and what a little more room would bring over the whole period. */
export function sayLimits(book: FactBook, { problem, basis, outcome }: MadeBudget): readonly SectionTemplate[] {
  const periods = problem.periods ?? 1;
  const scale = basis.weeks / periods;
  const worthSaying = outcome.explanation.binding.filter(
    // What a larger total is worth is said with the next bit of money.
    ({ code, worth, id }) => code !== 'total' && worth > WORTH_SAYING * outcome.plan.value && !isKept(basis, id),
  );
  return worthSaying.slice(0, MOST_LIMITS).map((limit) => {
    const more = results(book, basis.result, limit.worth * scale, { label: `${basis.result.label}, with more room` });
    return {
      kind: 'detail',
      template: `${sayEased(book, basis, limit)} would bring about ${more} more ${resultName(book, basis)} over these weeks.`,
    };
  });
}

/** That a channel nothing is known of stays where it is, is no limit that anybody set. */
const isKept = ({ channels }: BudgetBasis, id: string | undefined): boolean =>
  channels.some(({ name, how }) => name === id && how === 'kept');

/** "Up to … a week more for Flyers", as a subject. */
function sayEased(book: FactBook, basis: BudgetBasis, { code, id = '', step }: BudgetBinding): string {
  const channel = book.name(id);
  const amount = () => money(book, 'Room', step, { kind: 'method', how: 'A round amount to weigh limits by' });
  const from = basis.channels.find(({ name }) => name === id)?.limitFrom;
  const words: Readonly<Record<BudgetLimitCode, () => string>> = {
    total: () => `${amount()} more in all`,
    leastTotal: () => `${amount()} less that has to be spent`,
    periodMax: () => `${amount()} more room in a week`,
    max: () =>
      from === 'tried'
        ? `Going further with ${channel} than you ever have, by ${amount()} a week,`
        : `${amount()} a week more room for ${channel}`,
    min: () => `${amount()} a week less that has to go to ${channel}`,
    minIfUsed: () => `${amount()} a week less as the least for ${channel}`,
    minTotal: () => `${amount()} less that has to go to ${channel}`,
    maxTotal: () => `${amount()} more room for ${channel}`,
    maxChange: () => 'A little more freedom to change',
    spendLimitMin: () => `${amount()} less of ${channel}`,
    spendLimitMax: () => `${amount()} more of ${channel}`,
  };
  return words[code]();
}
