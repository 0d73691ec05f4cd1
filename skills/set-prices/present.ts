import type { FollowUp, SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { PlanWords } from '../planning/plan-maker.ts';
import { createWriter } from '../working.ts';
import { drawCurveBars, drawMoves } from './draw-prices.ts';
import { BY_MODEL } from './figures.ts';
import type { MadePrices } from './maker-types.ts';
import { drawCurve } from './price-curve.ts';
import { listBeliefs, listCurve, listPrices } from './price-tables.ts';
import { sayAnswer, sayChance, sayTest } from './say-answer.ts';
import { sayAlternatives, sayData, sayLimits, saySensitivity, sayUntried } from './say-around.ts';
import { sayBeliefs } from './say-beliefs.ts';

/** The plan in words, tables and pictures. */
export function present(ctx: SkillContext, made: MadePrices, book: FactBook): PlanWords {
  const { focus, period } = made.basis;
  const answer = sayAnswer(made, book);
  const curve = focus === null ? [] : drawCurve(made, focus);
  const prices = listPrices(made, book);
  const when = createWriter(ctx).period(period);
  return {
    title: focus === null ? `Prices for ${when}` : `Price of ${focus} for ${when}`,
    answer,
    sections: [
      ...say('detail', sayChance(made, book)),
      ...sayAlternatives(made, book).slice(0, 1),
      ...sayLimits(made, book).slice(0, 1),
      ...saySensitivity(made, book),
      ...sayUntried(made, book),
      ...sayBeliefs(made.basis, book),
      ...sayData(made, book),
      ...say('next', sayTest(made, book)),
    ],
    tables: [
      ...(focus !== null && curve.length > 1 ? [listCurve(focus, curve, book)] : []),
      prices,
      listBeliefs(made, book),
    ],
    charts: focus === null ? drawMoves(made, answer, book) : drawCurveBars(ctx, made, curve, answer, book),
    followUps: suggest(made, book),
  };
}

const say = (kind: SectionTemplate['kind'], template: string | null): SectionTemplate[] =>
  template === null ? [] : [{ kind, template }];

/** One or two what-ifs that are worth a press. */
function suggest(made: MadePrices, book: FactBook): FollowUp[] {
  const { outcome, problem, basis } = made;
  const found: FollowUp[] = [];
  const eased = outcome.explanation.binding.find(({ code }) => code === 'maxChange');
  if (eased) {
    const most = Math.round(((problem.limits?.maxChange ?? 0) + eased.step) * 100);
    const label = `What with up to ${book.percent('Largest change, eased', most / 100, { decimals: 0, source: BY_MODEL })}?`;
    found.push(whatIf(label, { what: 'max-change', to: most }));
  }
  if (basis.focus === null && outcome.plan.changes > 2) {
    found.push(whatIf('What with two changes only?', { what: 'number-of-changes', to: 2 }));
  }
  return found;
}

const whatIf = (label: string, change: Readonly<Record<string, unknown>>): FollowUp => ({
  label,
  kind: 'ask',
  call: { skill: 'what-if', input: { kind: 'pricing', changes: [change] } },
});
