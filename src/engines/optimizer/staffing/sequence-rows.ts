import type { Term } from '../model/linear-model.ts';
import type { RosterBuilder } from './roster-builder.ts';
import type { Employee } from './types.ts';

/** Runs of working days and of days off, weekends. Whether a day is worked is the sum of its assignments: 0 or 1. */
export function addSequenceRows(builder: RosterBuilder): void {
  for (const [at, employee] of builder.index.input.employees.entries()) {
    const days = builder.index.ofDay[at] ?? [];
    const worked = days.map((own) => own.map(({ variable }) => variable));
    limitLongRuns(builder, employee, worked);
    forbidShortRuns(builder, employee, worked);
    limitWeekends(builder, employee, worked);
    limitDaysPerWeek(builder, employee, worked);
  }
}

/** The variables of each day. */
type WorkedDays = readonly (readonly number[])[];

const sum = (days: WorkedDays, coefficient: number): Term[] =>
  days.flatMap((variables) => variables.map((variable): Term => [variable, coefficient]));

function limitLongRuns({ index, model }: RosterBuilder, employee: Employee, worked: WorkedDays): void {
  const most = Math.min(employee.maxConsecutiveDays ?? Infinity, index.profile.maxConsecutiveDays);
  const before = employee.before?.daysWorkedInARow ?? 0;
  if (before > 0) {
    const left = Math.max(0, most - before);
    const name = `days in a row of ${employee.name} from before the plan`;
    if (left < worked.length) model.addRow({ name, upper: left, terms: sum(worked.slice(0, left + 1), 1) });
  }
  for (let from = 0; from + most < worked.length; from += 1) {
    const window = worked.slice(from, from + most + 1);
    // A day nobody could work already breaks the run.
    if (window.some((variables) => variables.length === 0)) continue;
    model.addRow({
      name: `days in a row of ${employee.name} from day ${from + 1}`,
      upper: most,
      terms: sum(window, 1),
    });
  }
}

/**
 * A run of `length` days, with the other thing right before and right after it, is forbidden where it is too short:
 * outside(before) + Σ inside + outside(after) leaves at least one of them unlike that.
 */
function forbidShortRuns({ model }: RosterBuilder, employee: Employee, worked: WorkedDays): void {
  const { minConsecutiveDays = 1, minConsecutiveDaysOff = 1, name } = employee;
  const forbid = (length: number, from: number, work: boolean) => {
    const sign = work ? 1 : -1;
    const ends = [worked[from - 1] ?? [], worked[from + length] ?? []];
    const terms = [...sum(ends, sign), ...sum(worked.slice(from, from + length), -sign)];
    const lower = work ? 1 - length : -1;
    model.addRow({ name: `short run of ${name}, day ${from + 1}`, lower, terms });
  };
  for (let from = 1; from < worked.length; from += 1) {
    for (let length = 1; length < minConsecutiveDays && from + length < worked.length; length += 1)
      forbid(length, from, true);
    for (let length = 1; length < minConsecutiveDaysOff && from + length < worked.length; length += 1)
      forbid(length, from, false);
  }
}

function limitWeekends({ index, model }: RosterBuilder, employee: Employee, worked: WorkedDays): void {
  if (employee.maxWeekends === undefined) return;
  const weekends: number[][] = [];
  for (const day of worked.keys()) {
    if (!index.isWeekend(day)) continue;
    const last = weekends.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else weekends.push([day]);
  }
  if (weekends.length <= employee.maxWeekends) return;
  const used = weekends.map((days, at) => {
    const variable = model.addBinary(`weekend ${at + 1} of ${employee.name}`);
    for (const day of days) {
      const terms: Term[] = [[variable, 1], ...sum([worked[day] ?? []], -1)];
      model.addRow({ name: `weekend of ${employee.name}, day ${day + 1}`, lower: 0, terms });
    }
    return variable;
  });
  const terms = used.map((variable): Term => [variable, 1]);
  model.addRow({ name: `weekends of ${employee.name}`, upper: employee.maxWeekends, terms });
}

function limitDaysPerWeek({ model }: RosterBuilder, employee: Employee, worked: WorkedDays): void {
  const { maxDaysPerWeek } = employee;
  if (maxDaysPerWeek === undefined) return;
  for (let from = 0; from < worked.length; from += 7) {
    const week = worked.slice(from, from + 7);
    if (week.length > maxDaysPerWeek)
      model.addRow({ name: `days a week of ${employee.name}`, upper: maxDaysPerWeek, terms: sum(week, 1) });
  }
}
