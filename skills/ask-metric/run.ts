import { addDays } from '../../src/calendar/civil-day.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import type { AskMetricInput } from '../../src/contracts/understanding.ts';
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
  const period = input.period ?? defaultPeriod(ctx);
  ctx.progress('reading your numbers');
  if (input.by !== undefined) return answerBreakdown(ctx, { ...input, by: knownDimension(ctx, input.by), period });
  if (input.over !== undefined && input.compare === undefined)
    return answerOverTime(ctx, { ...input, over: input.over, period });
  return answerTotal(ctx, { ...input, period });
}

function defaultPeriod(ctx: SkillContext): Period {
  return { start: addDays(ctx.today, -DEFAULT_DAYS), end: addDays(ctx.today, -1) };
}

function knownDimension(ctx: SkillContext, by: string): string {
  if (ctx.catalogue.dimensions.some((dimension) => dimension.key === by)) return by;
  const known = ctx.catalogue.dimensions.map((dimension) => dimension.label ?? dimension.key).join(', ');
  throw new UserError(`Your data is not split by ${by}.`, {
    code: 'unknown-dimension',
    advice: known ? `It can be split by: ${known}.` : 'Add a column such as product or location to your file.',
  });
}
