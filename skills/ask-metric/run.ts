import { addDays } from '../../src/calendar/civil-day.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import type { AskMetricInput } from '../../src/contracts/understanding.ts';
import { startOfGrain } from '../../src/metrics/calendar.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { answerBreakdown } from './answer-breakdown.ts';
import { answerOverTime } from './answer-over-time.ts';
import { answerTotal } from './answer-total.ts';
import { askMetricInput } from './input.ts';

/** Four weeks: long enough to even out weekdays, short enough to be "now". */
const DEFAULT_DAYS = 28;

export const askMetric: CoachSkill<AskMetricInput> = {
  name: 'ask-metric',
  title: 'Look up a number',
  description: 'Says what a metric was for a period, over time, or split by product, location or another dimension.',
  input: askMetricInput,
  rights: 'viewer',
  examples: ['What was revenue last week?', 'Orders by channel in May', 'Which product sold best last quarter?'],
  run: answerMetric,
};

async function answerMetric(ctx: SkillContext, input: AskMetricInput): Promise<SkillResult> {
  const period = input.period ?? (await defaultPeriod(ctx, input.metric));
  ctx.progress('reading your numbers');
  // Of one product there is nothing to split by product.
  const split = input.by !== undefined && input.filter?.[input.by] === undefined;
  if (input.by !== undefined && split)
    return answerBreakdown(ctx, { ...input, by: knownDimension(ctx, input.by), period });
  if (input.over !== undefined && input.compare === undefined)
    return answerOverTime(ctx, { ...input, over: input.over, period });
  return answerTotal(ctx, { ...input, period });
}

/** The last four weeks; of a metric that is kept by the month, the last one that is over. */
async function defaultPeriod(ctx: SkillContext, metric: string): Promise<Period> {
  const { grain } = await ctx.read(async (metrics) => metrics.definition(metric));
  const { weekStart } = ctx.company;
  const end = addDays(startOfGrain(ctx.today, grain, weekStart), -1);
  const start = grain === 'month' ? startOfGrain(end, grain, weekStart) : addDays(end, 1 - DEFAULT_DAYS);
  return { start, end };
}

function knownDimension(ctx: SkillContext, by: string): string {
  if (ctx.catalogue.dimensions.some((dimension) => dimension.key === by)) return by;
  const known = ctx.catalogue.dimensions.map((dimension) => dimension.label ?? dimension.key).join(', ');
  throw new UserError(`Your data is not split by ${by}.`, {
    code: 'unknown-dimension',
    advice: known ? `It can be split by: ${known}.` : 'Add a column such as product or location to your file.',
  });
}
