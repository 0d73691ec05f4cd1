import { isCivilDate } from '../../../calendar/civil-day.ts';
import type { Finding } from '../model/finding.ts';
import { checkNumber, checkUnique } from './check-number.ts';
import { daysBetween } from './roster-facts.ts';
import type { CoverNeed, StaffingInput } from './types.ts';

export function checkCoverNeeds(input: StaffingInput): readonly Finding[] {
  const shifts = new Set(input.shifts.map(({ id }) => id));
  const ids = input.cover.map(nameNeed);
  return [
    ...checkUnique('need', ids),
    ...checkNumber('The cost of an hour short', input.costs?.shortPerHour, { most: 1e6 }),
    ...checkNumber('The price of unpopular shifts', input.fairness?.unpopular, { most: 1e6 }),
    ...checkNumber('The price of uneven hours', input.fairness?.hours, { most: 1e6 }),
    ...input.cover.flatMap((need) => checkNeed(input, need, shifts)),
  ];
}

function checkNeed(input: StaffingInput, need: CoverNeed, shifts: ReadonlySet<string>): readonly Finding[] {
  const name = nameNeed(need);
  const found = [
    ...checkNumber(`The people wanted (${name})`, need.people, { most: 10_000, whole: true }),
    ...checkNumber(`The most people (${name})`, need.atMost, { most: 10_000, whole: true }),
    ...checkNumber(`The cost of one missing (${name})`, need.shortCost),
    ...checkNumber(`The cost of one too many (${name})`, need.overCost),
  ];
  const tell = (code: string, words: string) => found.push({ code, words, severity: 'error', values: { need: name } });
  if (!isInPlan(input, need.day)) tell('outside-plan', `The need ${name} is not on a day of the plan.`);
  if ('shift' in need) {
    if (!shifts.has(need.shift)) tell('unknown-shift', `The need ${name} is for a shift that is not there.`);
  } else if (!(need.from >= 0 && need.from < 1440 && need.from < need.to && need.to <= 2880))
    tell('bad-time', `The need ${name} ends before it begins.`);
  if (need.atMost !== undefined && need.atMost < need.people)
    tell('most-below-wanted', `The need ${name} wants ${need.people} people and allows ${need.atMost}.`);
  return found;
}

export function isInPlan({ firstDay, days }: StaffingInput, day: string): boolean {
  if (!isCivilDate(day)) return false;
  const place = daysBetween(firstDay, day);
  return place >= 0 && place < days;
}

export function nameNeed(need: CoverNeed): string {
  const when = 'shift' in need ? need.shift : `${writeTime(need.from)}–${writeTime(need.to)}`;
  const where = 'place' in need && need.place !== undefined ? `, ${need.place}` : '';
  return `${need.day}, ${when}${where}${need.skill === undefined ? '' : `, ${need.skill}`}`;
}

function writeTime(minutes: number): string {
  const hour = Math.floor(minutes / 60) % 24;
  return `${String(hour).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
