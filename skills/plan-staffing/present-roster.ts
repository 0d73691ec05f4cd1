import type { FollowUp } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { formatPeriod } from '../../src/facts/format.ts';
import type { SkillContext } from '../context.ts';
import type { PlanWords } from '../planning/plan-maker.ts';
import type { MadeRoster } from './basis.ts';
import { drawRoster } from './draw-roster.ts';
import { findFocus } from './find-focus.ts';
import { listRoster } from './list-roster.ts';
import { sayAnswer, sayAskedDays, sayToday } from './say-answer.ts';
import { sayAlternatives, sayClosed, sayFairness, sayLimits, sayUnmet } from './say-beside.ts';
import { sayShiftChanges } from './say-changes.ts';
import { sayBusy, sayShortages } from './say-shortages.ts';

/** The roster in words, as a grid and as a picture. No word of it tells what one person earns. */
export function presentRoster(ctx: SkillContext, made: MadeRoster, book: FactBook): PlanWords {
  const { basis, outcome } = made;
  const chart = drawRoster(made, book);
  const { changes } = outcome.plan;
  const narrow = basis.replan !== null || basis.asked.length > 0 || findFocus(made) !== null;
  return {
    title: titleOf(ctx, made),
    answer: sayAnswer(made, book),
    sections: [
      ...(basis.replan && changes ? sayShiftChanges(changes, made, book) : sayAskedDays(made, book)),
      ...sayShortages(made, book),
      ...sayUnmet(made, book),
      ...sayClosed(made, book),
      // Who asks about a day, a person or a change wants that, not the whole of the week.
      ...(narrow
        ? []
        : [
            ...sayBusy(made, book),
            ...sayToday(made, book),
            ...sayFairness(made, book),
            ...sayLimits(ctx, made, book),
            ...sayAlternatives(made, book),
          ]),
    ],
    tables: listRoster(made, book),
    charts: chart ? [chart] : [],
    followUps: followUpsOf(made, book),
  };
}

function titleOf(ctx: SkillContext, { basis, request }: MadeRoster): string {
  const style = { locale: ctx.company.locale, currency: ctx.company.currency, today: ctx.today };
  const where = Object.values(request.filter ?? {}).join(', ');
  return `Roster for ${formatPeriod(basis.period, style)}${where === '' ? '' : `, ${where}`}`;
}

/** Somebody calls in sick sooner or later: shown with whoever works most. */
function followUpsOf({ basis, outcome, problem }: MadeRoster, book: FactBook): FollowUp[] {
  if (basis.replan) return [];
  const day = basis.asked[0] ?? outcome.plan.lines.find((line) => line.from < 720)?.day ?? problem.firstDay;
  const [somebody] = outcome.plan.lines.filter((line) => line.day === day);
  if (!somebody) return [];
  const { employee } = somebody;
  return [
    {
      label: `What if ${book.name(employee)} calls in sick on ${book.date('Day', day, { weekday: true })}?`,
      kind: 'ask',
      call: {
        skill: 'what-if',
        input: { kind: 'staffing', changes: [{ what: 'person', of: employee, day, off: true }] },
      },
    },
  ];
}
