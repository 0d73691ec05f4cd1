import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { BudgetAlternative, BudgetPlan } from '../../src/engines/optimizer/budget/types.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { type MadeBudget, sumOf } from './figures.ts';
import { listing, money } from './words.ts';

const OPENINGS: Readonly<Record<BudgetAlternative['code'], string>> = {
  'closest-to-today': 'Nearly as good, with less moved',
  'fewest-channels': 'Nearly as good, with fewer channels',
  'least-spend': 'Nearly as good, for less money',
};

/** A plan that moves or spends more than this share of what the best one does is not another way. */
const LESS = 0.95;

/** Other plans within one per cent of the best. */
export function sayAlternatives(book: FactBook, { problem, outcome }: MadeBudget): readonly SectionTemplate[] {
  const periods = problem.periods ?? 1;
  const weekly = (plan: BudgetPlan) => plan.rows.map(({ totalSpend }) => totalSpend / periods);
  const best = weekly(outcome.plan);
  const moved = (spend: readonly number[]) =>
    sumOf(spend.map((amount, channel) => Math.abs(amount - (problem.channels[channel]?.current ?? 0))));
  const used = (spend: readonly number[]) => spend.filter((amount) => amount > 0.005).length;
  return outcome.explanation.alternatives.flatMap(({ code, plan }): SectionTemplate[] => {
    const spend = weekly(plan);
    if (code === 'fewest-channels' && used(spend) >= used(best)) return [];
    if (code === 'least-spend' && sumOf(spend) > LESS * sumOf(best)) return [];
    if (code === 'closest-to-today' && moved(spend) > LESS * moved(best)) return [];
    const parts = problem.channels.flatMap(({ name }, channel) => {
      const amount = spend[channel] ?? 0;
      return amount > 0.005 ? [`${money(book, `${name}, spend a week`, amount)} on ${book.name(name)}`] : [];
    });
    return [
      {
        kind: 'detail',

        template: `${OPENINGS[code]}: ${listing(parts)} a week.`,
      },
    ];
  });
}
