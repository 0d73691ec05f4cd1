import type { PlanChange } from '../../src/contracts/plan.ts';
import type { FollowUp, SectionTemplate } from '../../src/contracts/skill.ts';
import { scoreSpend } from '../../src/engines/optimizer/budget/read-budget-plan.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { PlanWords } from '../planning/plan-maker.ts';
import { createWriter } from '../working.ts';
import { again } from './ask-missing.ts';
import { drawResponse } from './draw-response.ts';
import {
  type ChannelFigures,
  figuresOf,
  isSameTotal,
  type MadeBudget,
  movesOf,
  sumOf,
  totalsOf,
  type WeekTotals,
} from './figures.ts';
import { listChannels } from './list-channels.ts';
import { sayAlternatives } from './say-alternatives.ts';
import { sayAnswer } from './say-answer.ts';
import { sayCaveats } from './say-caveats.ts';
import { sayLimits } from './say-limits.ts';
import { isPaying, sayWorth } from './say-worth.ts';
import { results } from './words.ts';

/** The plan in words, a table and a picture. */
export function presentBudget(ctx: SkillContext, made: MadeBudget, book: FactBook): PlanWords {
  const { basis } = made;
  const figures = figuresOf(made);
  const totals = totalsOf(made, figures);
  return {
    title: `Marketing spend for ${createWriter(ctx).period(basis.period)}`,
    answer: sayAnswer(book, basis, figures, totals),
    sections: [
      ...sayAgainstToday(book, made, figures, totals),
      ...sayWorth(book, basis, figures, totals),
      ...sayLimits(book, made),
      ...sayAlternatives(book, made),
      ...sayCaveats(book, basis, figures, { totals, today: ctx.today }),
    ],
    tables: [listChannels(book, basis, figures, totals)],
    charts: drawResponse(book, made, figures),
    followUps: suggest(book, made, totals),
  };
}

/** How sure it is that the plan beats today's split; with another total, what today's split would bring of it. */
function sayAgainstToday(book: FactBook, made: MadeBudget, figures: readonly ChannelFigures[], totals: WeekTotals) {
  const { basis, problem } = made;
  if (!isSameTotal(totals)) {
    if (totals.now === 0 || totals.plan === 0) return [];
    const stretched = problem.channels.map(({ current = 0 }) => [(current * totals.plan) / totals.now]);
    const { rows } = scoreSpend(problem, stretched);
    const brings = results(book, basis.result, sumOf(rows.map(({ totalResult }) => totalResult)), {
      label: `${basis.result.label} a week, split as today`,
    });
    return [detail(`Split as today, the same money would bring about ${brings}.`)];
  }
  const { gain } = totals;
  if (!gain || movesOf(figures).length === 0) return [];
  const chance = book.percent('Chance that the plan brings more than today’s split', Math.min(gain.chance, 0.99), {
    decimals: 0,
    source: {
      kind: 'model',
      model: 'Response curves',
      how: 'Share of the curves that fit the past under which the plan brings more',
    },
  });
  const most = gain.chance > 0.99 ? 'more than ' : '';
  return [detail(`By all that the past allows, the chance that it beats today’s split is ${most}${chance}.`)];
}

const detail = (template: string): SectionTemplate => ({ kind: 'detail', template });

/** One or two what-ifs that are worth asking next. */
function suggest(book: FactBook, { request, basis }: MadeBudget, totals: WeekTotals): FollowUp[] {
  const unknown = basis.channels.some(({ how, now }) => how === 'kept' && now > 0);
  const assumed = basis.perChannel ? 'Assume what it brings' : 'Assume it works like the others';
  const other = basis.perChannel ? undefined : basis.otherResults[0];
  const { bestTotal } = basis;
  const tryTotal = (label: string, change: Pick<PlanChange, 'to' | 'percent'>): FollowUp => ({
    label,
    kind: 'choose',
    call: { skill: 'what-if', input: { kind: 'budget', changes: [{ what: 'total', ...change }] } },
  });
  return [
    ...(unknown && !basis.assume ? [{ ...again(request, { assume: true }), label: assumed }] : []),
    ...(other === undefined
      ? []
      : [{ ...again(request, { item: other }), label: `Measure it by ${book.name(other)}` }]),
    bestTotal && !isPaying(bestTotal.spend, totals)
      ? tryTotal('Plan the total that pays best', { to: Math.round(bestTotal.spend * basis.weeks) })
      : tryTotal('What if there were a fifth more money?', { percent: 20 }),
  ].slice(0, 2);
}
