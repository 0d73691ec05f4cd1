import { addDays } from '../../src/calendar/civil-day.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import type { ForecastMetricInput } from '../../src/contracts/understanding.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { answerByMember } from './answer-by-member.ts';
import { answerForecast } from './answer-forecast.ts';
import { forecastMetricInput } from './input.ts';

export const forecastMetric: CoachSkill<ForecastMetricInput> = {
  name: 'forecast-metric',
  title: 'Look ahead',
  description:
    'Forecasts a metric up to a year ahead with a range it should fall in, checked against the company’s own past; with events, closed days or prices assumed, and several futures side by side.',
  input: forecastMetricInput,
  rights: 'viewer',
  examples: [
    'How much will we sell next week?',
    'Will we reach our target this month?',
    'Forecast orders by product',
    'Forecast next week with and without the promotion',
    'What drives the forecast?',
  ],
  run: lookAhead,
};

/** @throws UserError `unknown-dimension`, `unknown-metric` */
async function lookAhead(ctx: SkillContext, input: ForecastMetricInput): Promise<SkillResult> {
  const period = input.period ?? nextDays(ctx, input.horizonDays);
  ctx.progress('reading your numbers');
  // What is assumed, compared or taken apart is about the whole.
  const isOfWhole = (input.assume ?? []).length > 0 || input.scenarios !== undefined || input.show !== undefined;
  if (input.by === undefined || isOfWhole) return answerForecast(ctx, { ...input, period });
  return answerByMember(ctx, { ...input, period, by: knownDimension(ctx, input.by) });
}

/** From tomorrow to the last day asked about. */
function nextDays(ctx: SkillContext, days: number): Period {
  return { start: addDays(ctx.today, 1), end: addDays(ctx.today, days) };
}

function knownDimension(ctx: SkillContext, by: string): string {
  if (ctx.catalogue.dimensions.some((dimension) => dimension.key === by)) return by;
  const known = ctx.catalogue.dimensions.map((dimension) => dimension.label ?? dimension.key).join(', ');
  throw new UserError(`Your data is not split by ${by}.`, {
    code: 'unknown-dimension',
    advice: known ? `It can be split by: ${known}.` : 'Add a column such as product or location to your file.',
  });
}
