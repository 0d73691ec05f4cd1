import type { ForecastAssumption } from '../../../../src/contracts/forecast.ts';
import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';
import { readEarlier } from '../previous-call.ts';
import { addDays, daysBetween } from '../time/civil.ts';
import type { Clock } from '../time/phrase.ts';
import type { ForecastExtras } from './forecast-thread.ts';
import { mergeAssumptions, speaksOfSame } from './merge-assumptions.ts';
import { keepGrain } from './read-grain.ts';

/** What was said now on top of what the thread holds already. */
export function mergeExtras(
  before: ForecastExtras,
  now: ForecastExtras,
  period: { start: string; end: string } | undefined,
): ForecastExtras {
  const compared = (now.scenarios ?? []).flatMap(({ assume }) => assume);
  const kept = (before.assume ?? []).filter((each) => !speaksOfSame([each], compared));
  const assume = mergeAssumptions(kept, now.assume ?? []);
  const settled = (before.scenarios ?? []).some((scenario) => speaksOfSame(scenario.assume, now.assume ?? []));
  const scenarios = now.scenarios ?? (settled ? undefined : before.scenarios);
  const grain = now.grain ?? keepGrain(before.grain, period);
  const show = now.show ?? before.show;
  return {
    ...(grain === undefined ? {} : { grain }),
    ...(assume.length === 0 ? {} : { assume }),
    ...(scenarios === undefined ? {} : { scenarios }),
    ...(show === undefined ? {} : { show }),
  };
}

const EXTRAS: readonly string[] = ['grain', 'assume', 'scenarios', 'show'] satisfies readonly (keyof ForecastExtras)[];

/** A call without its extras, and with these instead. */
export function withExtras(call: SkillCall, extras: ForecastExtras): SkillCall {
  const input = Object.fromEntries(Object.entries(call.input).filter(([slot]) => !EXTRAS.includes(slot)));
  return { skill: call.skill, input: { ...input, ...extras } };
}

/**
 * The days of a question that names none of its own, by those of what it assumes: the festival's day is what is asked
 * about, closed days are within it.
 */
export function reachAssumed(call: SkillCall, assume: readonly ForecastAssumption[], clock: Clock): SkillCall {
  const { period } = readEarlier(call);
  const spoken = assume.flatMap((each) => ('period' in each && each.period !== undefined ? [each.period] : []));
  const end = spoken
    .map((each) => each.end)
    .sort()
    .at(-1);
  const start = spoken.map((each) => each.start).sort()[0];
  if (period === undefined || start === undefined || end === undefined || end <= clock.today) return call;
  const about = !assume.some(({ what }) => what === 'closed');
  if (!about && end <= period.end) return call;
  const tomorrow = addDays(clock.today, 1);
  const reached = { start: about && start > tomorrow ? start : tomorrow, end };
  return { skill: call.skill, input: { ...call.input, horizonDays: daysBetween(clock.today, end), period: reached } };
}

/** Changes each forecast of an answer, run or offered. */
export function changeForecasts(understood: Understanding, change: (call: SkillCall) => SkillCall): Understanding {
  const turn = (call: SkillCall): SkillCall => (call.skill === 'forecast-metric' ? change(call) : call);
  if (understood.kind === 'plan') return { ...understood, calls: understood.calls.map(turn) };
  const choices = understood.question.choices.map((choice) =>
    choice.call === undefined ? choice : { ...choice, call: turn(choice.call) },
  );
  return { ...understood, question: { ...understood.question, choices } };
}
