import type { PlanExpectation } from '../../src/contracts/plan.ts';
import type { SkillContext } from '../context.ts';
import type { MadeRoster } from './basis.ts';
import { wagesOf } from './roster-words.ts';
import { instantOf } from './shift-instant.ts';

/** The roster's wages against the company's number for them. Nothing where it has none, or not all wages are known. */
export function expectWages(ctx: SkillContext, made: MadeRoster): readonly PlanExpectation[] {
  const { wageMetric, period, wages, today, replan } = made.basis;
  // Of a week that has begun, only a roster that was known from its first day on holds all wages.
  const whole = period.start >= ctx.today || replan !== null;
  if (!wageMetric || wages !== 'all' || !whole) return [];
  return [
    {
      label: wageMetric.label,
      metric: wageMetric.key,
      filter: wageMetric.filter,
      period,
      unit: 'currency',
      value: wagesOf(made),
      ...(today?.kind === 'roster' && today.same ? { without: today.wages } : {}),
    },
  ];
}

/** Until its last shift begins: a roster that has begun can still be changed and approved. */
export function expireRoster(ctx: SkillContext, { basis, outcome }: MadeRoster): Date {
  const last = outcome.plan.lines.reduce<{ day: string; from: number } | null>(
    (latest, line) =>
      !latest || line.day > latest.day || (line.day === latest.day && line.from > latest.from) ? line : latest,
    null,
  );
  return instantOf(last?.day ?? basis.period.end, last?.from ?? 0, ctx.company.timezone);
}
