import { findShortage } from '../model/find-shortage.ts';
import type { Remedy } from '../model/optimization-model.ts';
import type { SolveOptions } from '../model/solution.ts';
import type { RosterModel } from './build-roster-model.ts';
import type { AskingLimit } from './roster-builder.ts';
import type { Assignment, Employee, StaffingInput } from './types.ts';

/** Least hours, least shifts and pinned shifts that would have to give way: fewest hours in all. */
export function findRosterRemedies(
  input: StaffingInput,
  { model, asking }: RosterModel,
  options: SolveOptions = {},
): readonly Remedy[] {
  const byRow = new Map(asking.map((limit) => [limit.row, limit]));
  // A shift or a pin counts as much as a working day.
  const soft = asking.map(({ row, kind, unit }) => ({ row, penalty: kind === 'min-hours' ? unit / 60 : 8 }));
  const result = findShortage(model, soft, options);
  if (!result.found) return [];
  return result.shortages.flatMap(({ row, amount }): Remedy[] => {
    const limit = byRow.get(row);
    const employee = input.employees[limit?.employee ?? -1];
    return limit && employee ? [describe(input, limit, employee, amount)] : [];
  });
}

function describe(input: StaffingInput, limit: AskingLimit, employee: Employee, amount: number): Remedy {
  const { kind, from, to, unit, row } = limit;
  const values = { employee: employee.id, fromDay: from, toDay: to, row };
  if (kind === 'min-hours') {
    // The row asks for whole shifts, the contract perhaps for a little less.
    const asked = Math.ceil((employee.hours?.min ?? 0) / unit) * unit;
    const least = Math.max(0, Math.floor(asked - amount * unit + 1e-6));
    const missing = Math.max(0, (employee.hours?.min ?? 0) - least);
    const words = `${employee.name} can be given at most ${hours(least)} hours and should have ${hours(employee.hours?.min ?? 0)}.`;
    return { code: kind, words, amount: missing, values: { ...values, least } };
  }
  if (kind === 'min-shifts') {
    const least = Math.round((employee.minShifts ?? 0) - amount);
    const words = `${employee.name} can be given at most ${least} shifts and should have ${employee.minShifts ?? 0}.`;
    return { code: kind, words, amount, values: { ...values, least } };
  }
  const day = pinsOf(input, employee.id)[0]?.day ?? '';
  const pin = pinsOf(input, employee.id).find((one) => daysApart(input, one) === from);
  const words = `${employee.name} cannot stay on ${pin?.shift ?? 'the shift'} on ${pin?.day ?? day}.`;
  return { code: kind, words, amount, values: { ...values, day: pin?.day ?? day, shift: pin?.shift ?? '' } };
}

/** The input with the remedies taken: it is possible then. */
export function applyRosterRemedies(input: StaffingInput, remedies: readonly Remedy[]): StaffingInput {
  const of = (code: string) => remedies.filter((remedy) => remedy.code === code);
  const least = (code: string, id: string) => {
    const found = of(code).filter(({ values }) => values?.employee === id);
    return found.length === 0 ? undefined : Math.min(...found.map(({ values }) => Number(values?.least)));
  };
  const lost = new Set(
    of('pinned').map(({ values }) => JSON.stringify([values?.employee, values?.day, values?.shift])),
  );
  return {
    ...input,
    employees: input.employees.map((employee): Employee => {
      const min = least('min-hours', employee.id);
      const minShifts = least('min-shifts', employee.id);
      return {
        ...employee,
        ...(employee.hours && min !== undefined && { hours: { ...employee.hours, min } }),
        ...(minShifts !== undefined && { minShifts }),
      };
    }),
    pinned: (input.pinned ?? []).filter(
      ({ employee, day, shift }) => !lost.has(JSON.stringify([employee, day, shift])),
    ),
  };
}

const pinsOf = (input: StaffingInput, id: string): readonly Assignment[] =>
  (input.pinned ?? []).filter(({ employee }) => employee === id);

const daysApart = (input: StaffingInput, { day }: Assignment): number =>
  (Date.parse(day) - Date.parse(input.firstDay)) / 86_400_000;

const hours = (minutes: number): number => Math.round((minutes / 60) * 100) / 100;
