import type { PlanChange } from '../../../../src/contracts/plan.ts';
import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { PreviousTurn, Understanding } from '../../../../src/contracts/understanding.ts';
import type { ReadText } from '../read-text.ts';
import { addDays, daysBetween } from '../time/civil.ts';
import type { Clock } from '../time/phrase.ts';
import type { PlanSetting } from './read-clause.ts';
import { type ChangeDay, readDays } from './read-days.ts';

/** A plan of so few days is what the absence is about. */
const FEW_DAYS = 3;
const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * "Tom called in sick" without a day: the days that were just spoken of where they are few, else a question back.
 * Whatever else is understood stays as it is.
 */
export function askWhichDays(understood: Understanding, setting: PlanSetting): Understanding {
  const [call, ...others] = understood.kind === 'plan' ? understood.calls : [];
  if (call === undefined || others.length > 0 || !changesOf(call).some(lacksDay)) return understood;
  const { period, clock } = setting;
  if (period !== undefined && period.end >= clock.today && daysBetween(period.start, period.end) < FEW_DAYS) {
    const first = period.start < clock.today ? clock.today : period.start;
    const days = Array.from({ length: daysBetween(first, period.end) + 1 }, (_, at) => ({ day: addDays(first, at) }));
    return { kind: 'plan', calls: [onDays(call, days)], assumed: [] };
  }
  return {
    kind: 'ask',
    question: { text: 'Which day is that for? You can also name several.', choices: offer(call, setting) },
  };
}

function offer(call: SkillCall, { period, clock }: PlanSetting) {
  const ahead = period !== undefined && period.start > clock.today;
  const first = ahead ? period.start : clock.today;
  const name = (day: string) => NAMES[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? day;
  const next = addDays(first, 1);
  return [
    { label: ahead ? name(first) : 'Today', kind: 'choose' as const, call: onDays(call, [{ day: first }]) },
    { label: ahead ? name(next) : 'Tomorrow', kind: 'choose' as const, call: onDays(call, [{ day: next }]) },
    { label: 'All days of the roster', kind: 'choose' as const, call },
  ];
}

/**
 * "Saturday and Sunday" under that question: the same absence on these days. Under an absence that has its days, other
 * days take their place, and "and Sunday" comes on top.
 */
export function continueAbsence(
  read: ReadText,
  previous: PreviousTurn | undefined,
  clock: Clock,
): SkillCall | undefined {
  const asked = previous?.asked?.choices.at(-1)?.call;
  const call = asked ?? previous?.calls.at(-1);
  if (call === undefined || call.skill !== 'what-if') return undefined;
  const changes = changesOf(call);
  const days = onlyDays(read, clock);
  if (days === undefined) return undefined;
  if (changes.some(lacksDay)) return onDays(call, days);
  const away = changes.filter(({ off }) => off === true);
  const [first] = away;
  const same = ({ what, of }: PlanChange) => what === 'person' && of === first?.of;
  if (first === undefined || !changes.every(same)) return undefined;
  const { day: _, weekday: __, ...absence } = first;
  const added = days.map((day) => ({ ...absence, ...day }));
  const onTop = /^(and|also|plus)\b/.test(read.lower);
  const back = onTop ? [] : away.map((change) => ({ ...change, off: false }));
  return { skill: call.skill, input: { ...call.input, changes: [...back, ...added] } };
}

/** The days of a message that says nothing but days. */
function onlyDays(read: ReadText, clock: Clock): readonly ChangeDay[] | undefined {
  const { days, spans } = readDays(read.lower, clock);
  let rest = read.lower;
  for (const { start, end } of spans.toReversed()) rest = rest.slice(0, start) + rest.slice(end);
  const other = rest.replace(
    /\b(and|or|on|for|from|to|just|only|both|the|please|also|plus|too|i|mean|meant|sorry|no|he|she|they|is|are|off|sick)\b|\W+/g,
    '',
  );
  return days.length === 0 || other !== '' ? undefined : days;
}

function onDays(call: SkillCall, days: readonly ChangeDay[]): SkillCall {
  const changes = changesOf(call).flatMap((change) =>
    lacksDay(change) ? days.map((day) => ({ ...change, ...day })) : [change],
  );
  return { skill: call.skill, input: { ...call.input, changes } };
}

const lacksDay = ({ what, off, day, weekday }: PlanChange): boolean =>
  what === 'person' && off === true && day === undefined && weekday === undefined;

function changesOf({ input }: SkillCall): readonly PlanChange[] {
  // Only the planner writes these calls, and it wrote changes.
  return Array.isArray(input.changes) ? (input.changes as readonly PlanChange[]) : [];
}
