import type { SkillContext } from '../context.ts';
import { createWriter } from '../working.ts';
import type { Measures } from './find-measures.ts';
import type { KnownChannel } from './know-channels.ts';
import type { MarketingHistory } from './read-history.ts';
import type { ValuedResult } from './value-result.ts';

/** How the curves came about, for the working. */
export function describeHistory(
  ctx: SkillContext,
  parts: {
    readonly measures: Measures;
    readonly history: MarketingHistory;
    readonly known: readonly KnownChannel[];
    readonly valued: ValuedResult;
  },
): readonly string[] {
  const { measures, history, known, valued } = parts;
  const { value, period } = createWriter(ctx);
  const { spend, result, dimension, perChannel } = measures;
  const against = perChannel ? `${result.label} of the same channel` : `${result.label} as a whole`;
  return [
    `Read ${spend.label} by ${dimension.replaceAll('_', ' ')} and ${result.label} for ${history.weeks.length} whole weeks.`,
    `Spend today is the average of ${period(history.lastWeeks)}.`,
    `Fitted ${spend.label} of each channel against ${against}: a base that may wander, trend, season, and a curve that rises and flattens (exponential, Hill or logarithmic), with how long spend lasts; 200 equally likely curves a channel were drawn (Gibbs sampling).`,
    ...known.flatMap(({ history: { name }, response, assumed }) =>
      response && !assumed
        ? [
            `${name}: at ${value(response.usualSpend, 'currency')} a week it brings ${value(response.usualResult.mean, result.unit)} (80% between ${value(response.usualResult.low80, result.unit)} and ${value(response.usualResult.high80, result.unit)}); ${Math.round(response.carryOver * 100)}% of the effect lasts into the next week.`,
          ]
        : [],
    ),
    'No channel gets more than half again of the highest spend there ever was in a week, unless its list or you say so.',
    ...valued.steps,
  ];
}
