import type { ResponseChart, ResponseCurve } from '../../src/contracts/chart.ts';
import { resultAt } from '../../src/engines/optimizer/budget/response-curve.ts';
import type { BudgetChannel } from '../../src/engines/optimizer/budget/types.ts';
import { quantileOf } from '../../src/engines/optimizer/estimation/normal.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { type ChannelFigures, type MadeBudget, movesOf } from './figures.ts';
import { money, resultName, results } from './words.ts';

const MOST_CURVES = 6;
const STEPS = 24;

export interface CurvePoint {
  readonly spend: number;
  readonly result: number;
  readonly low: number;
  readonly high: number;
}

/** Result a week against spend a week, from nothing to a little beyond all that is spoken of. */
export function traceCurve({ curve, max = 0 }: BudgetChannel, upTo: number): readonly CurvePoint[] {
  const end = Math.max(upTo * 1.1, Math.min(max, upTo * 2), 1);
  return Array.from({ length: STEPS + 1 }, (_, step): CurvePoint => {
    const spend = (end * step) / STEPS;
    const result = resultAt(curve, spend);
    if (curve.kind !== 'draws') return { spend, result, low: result, high: result };
    const drawn = Float64Array.from(curve.draws, (draw) => resultAt(draw, spend)).sort();
    return { spend, result, low: quantileOf(drawn, 0.1), high: quantileOf(drawn, 0.9) };
  });
}

/** The curves with where each channel stands and where it should go. */
export function drawResponse(book: FactBook, made: MadeBudget, figures: readonly ChannelFigures[]): ResponseChart[] {
  const { problem, basis } = made;
  const drawn = figures
    .filter(({ result }) => result !== null)
    .sort((a, b) => b.plan - a.plan)
    .slice(0, MOST_CURVES);
  if (drawn.length === 0) return [];
  const curves = drawn.flatMap(({ channel, plan, now, nowResult, result }): ResponseCurve[] => {
    const planned = problem.channels.find(({ id }) => id === channel.name);
    if (!planned || !result) return [];
    return [
      {
        label: channel.name,
        points: traceCurve(planned, Math.max(plan, now, channel.highestSpend)),
        ...(nowResult === null ? {} : { now: { spend: now, result: nowResult } }),
        plan: { spend: plan, result: result.mean },
        triedUpTo: channel.highestSpend,
      },
    ];
  });
  const name = resultName(book, basis);
  return [
    {
      kind: 'response',
      title: titleOf(book, figures),
      subtitle: `What each channel brings: ${name} a week against spend a week`,
      alt: drawn
        .map(
          ({ channel, plan, result }) =>
            `${book.name(channel.name)}: ${money(book, `${channel.name}, spend a week`, plan)} a week should bring about ${results(book, basis.result, result?.mean ?? 0, { label: `${basis.result.label} a week, ${channel.name}` })} ${name}.`,
        )
        .join(' '),
      unit: basis.result.unit,
      spendLabel: 'Spend a week',
      resultLabel: `${book.name(basis.result.label)} a week`,
      curves,
      footnote: `Learned from ${book.period('Weeks the curves rest on', basis.history)}`,
    },
  ];
}

function titleOf(book: FactBook, figures: readonly ChannelFigures[]): string {
  const [move] = movesOf(figures.filter(({ result }) => result !== null));
  if (!move) return 'Each channel is about where it should be';
  return `${book.name(move.channel.name)} should get ${move.plan > move.now ? 'more' : 'less'} of the money`;
}
