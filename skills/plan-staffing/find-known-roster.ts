import { z } from 'zod';
import { addDays, dayNumber } from '../../src/calendar/civil-day.ts';
import type { Filter } from '../../src/contracts/catalogue.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { PlanChange, StoredPlan } from '../../src/contracts/plan.ts';
import type { Assignment, BeforeThePlan } from '../../src/engines/optimizer/staffing/types.ts';
import { periodOf } from '../planning/plan-period.ts';
import type { RosterDays } from './choose-days.ts';

const line = z.object({
  employee: z.string(),
  day: z.iso.date(),
  shift: z.string(),
  skill: z.string().optional(),
  from: z.number(),
  to: z.number(),
});
const outcome = z.object({ plan: z.object({ lines: z.array(line) }) });

export type KnownLine = z.infer<typeof line>;

/** A roster that was kept, as people know it. */
export interface KnownRoster {
  readonly title: string;
  readonly lines: readonly KnownLine[];
  /** For all of these days; otherwise it was for others. */
  readonly same: boolean;
}

/**
 * The roster that is changed. When somebody cannot come, that is the one people know: the newest approved one for these
 * days, else the newest proposed. When something is tried, it is the newest of both. null when there is none.
 */
export function findPublished(
  plans: readonly StoredPlan[],
  days: RosterDays,
  filter: Filter,
  changes: readonly PlanChange[],
): KnownRoster | null {
  const fitting = plans.filter((plan) => isAbout(plan, filter) && overlaps(plan, days));
  const approved = isReplan(changes) ? fitting.find(({ state }) => state === 'approved') : undefined;
  const plan = approved ?? fitting[0];
  const lines = plan ? readLines(plan) : null;
  return plan && lines ? { title: plan.title, lines, same: true } : null;
}

/** The approved roster of these days, else the latest other one, its last week repeated. */
export function findToday(plans: readonly StoredPlan[], days: RosterDays, filter: Filter): KnownRoster | null {
  const approved = plans.filter((plan) => plan.state === 'approved' && isAbout(plan, filter));
  const same = approved.find((plan) => holds(plan, days));
  const earlier = approved
    .filter((plan) => (periodOf(plan)?.start ?? '9') <= days.period.end)
    .toSorted((a, b) => ((periodOf(a)?.end ?? '') < (periodOf(b)?.end ?? '') ? 1 : -1))[0];
  const plan = same ?? earlier;
  const lines = plan ? readLines(plan) : null;
  if (!plan || !lines) return null;
  return { title: plan.title, same: plan === same, lines: plan === same ? lines : moveWeeks(lines, days) };
}

/** The approved rosters that hold any of these days, newest first; of several for the same days the newest holds. */
export function findApproved(
  plans: readonly StoredPlan[],
  asked: Period,
): readonly { readonly title: string; readonly lines: readonly KnownLine[] }[] {
  const taken = new Set<string>();
  return plans.flatMap((plan) => {
    const known = periodOf(plan);
    if (plan.state !== 'approved' || known === null || known.start > asked.end || asked.start > known.end) return [];
    const key = ({ day, shift }: KnownLine) => JSON.stringify([day, shift]);
    const lines = (readLines(plan) ?? []).filter((line) => !taken.has(key(line)));
    for (const line of lines) taken.add(key(line));
    return [{ title: plan.title, lines }];
  });
}

/** The last seven days of lines, moved by whole weeks and repeated to fill the days of the plan. */
function moveWeeks(lines: readonly KnownLine[], { firstDay, dates }: RosterDays): readonly KnownLine[] {
  const last = lines.reduce((latest, { day }) => (day > latest ? day : latest), '');
  const ofWeekday = Map.groupBy(
    lines.filter(({ day }) => dayNumber(last) - dayNumber(day) < 7),
    ({ day }) => dayNumber(day) % 7,
  );
  return dates
    .filter((day) => day >= firstDay)
    .flatMap((day) => (ofWeekday.get(dayNumber(day) % 7) ?? []).map((known) => ({ ...known, day })));
}

/** What the last approved days before the plan leave behind, by employee. */
export function readBefore(plans: readonly StoredPlan[], { firstDay }: RosterDays): ReadonlyMap<string, BeforeThePlan> {
  const eve = addDays(firstDay, -1);
  const plan = plans.find((one) => {
    const period = periodOf(one);
    return one.state === 'approved' && period !== null && period.start <= eve && eve <= period.end;
  });
  const ofPerson = Map.groupBy((plan && readLines(plan)) ?? [], ({ employee }) => employee);
  return new Map(
    [...ofPerson].map(([employee, lines]): [string, BeforeThePlan] => {
      const worked = new Set(lines.map(({ day }) => day));
      let daysWorkedInARow = 0;
      while (worked.has(addDays(eve, -daysWorkedInARow))) daysWorkedInARow += 1;
      const ends = lines.filter(({ day }) => day === eve).map(({ to }) => to);
      return [employee, { daysWorkedInARow, ...(ends.length > 0 && { lastShiftEnd: Math.max(...ends) }) }];
    }),
  );
}

/** Does somebody drop out, and nothing else change? Then the roster people know is to change as little as can be. */
export const isReplan = (changes: readonly PlanChange[]): boolean =>
  changes.some(({ off }) => off === true) && changes.every(({ what, off }) => what === 'person' && off !== undefined);

export const toAssignment = ({ employee, day, shift, skill }: KnownLine): Assignment => ({
  employee,
  day,
  shift,
  ...(skill === undefined ? {} : { skill }),
});

function readLines(plan: StoredPlan): readonly KnownLine[] | null {
  const parsed = outcome.safeParse(plan.outcome);
  return parsed.success ? parsed.data.plan.lines : null;
}

function overlaps(plan: StoredPlan, { period }: RosterDays): boolean {
  const known = periodOf(plan);
  return known !== null && known.start <= period.end && period.start <= known.end;
}

function holds(plan: StoredPlan, { period }: RosterDays): boolean {
  const known = periodOf(plan);
  return known !== null && known.start <= period.start && period.end <= known.end;
}

/** About the same part of the company: a roster of all places holds those of each. */
function isAbout({ request }: StoredPlan, filter: Filter): boolean {
  const entries = Object.entries(request.filter ?? {});
  return entries.length === 0 || JSON.stringify(entries) === JSON.stringify(Object.entries(filter));
}
