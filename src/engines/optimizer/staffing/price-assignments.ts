import type { RosterIndex } from './index-roster.ts';
import type { RosterBuilder } from './roster-builder.ts';

/** The plain wage of each assignment; the premium of overtime stands with the hours. */
export function priceWages({ index, model }: RosterBuilder): void {
  for (const { variable, employee, shift } of index.candidates) {
    const wage = index.input.employees[employee]?.wagePerHour ?? 0;
    model.setCost(variable, (wage * (index.shifts[shift]?.paid ?? 0)) / 60);
  }
}

/** A wish not met costs its weight. A wish to work costs it at once and gets it back with the assignment. */
export function priceWishes({ index, model }: RosterBuilder): void {
  for (const { employee, day, shift, kind, weight } of index.input.wishes ?? []) {
    if (kind === 'on') model.offset += weight;
    const own = index.ofDay[index.employeeAt.get(employee) ?? -1]?.[index.dayAt(day)] ?? [];
    for (const candidate of own) {
      if (shift !== undefined && index.shifts[candidate.shift]?.shift.id !== shift) continue;
      const cost = model.variable(candidate.variable).cost;
      model.setCost(candidate.variable, cost + (kind === 'on' ? -weight : weight));
    }
  }
}

/** Each shift that somebody loses or gets against the published roster costs the same; a new skill on it is free. */
export function priceChanges({ index, model }: RosterBuilder): void {
  const { published } = index.input;
  if (!published) return;
  const changeCost = published.changeCost ?? priceOfChange(index);
  const shiftAt = new Map(index.shifts.map(({ shift }, at) => [shift.id, at]));
  const known = new Set(
    published.assignments.map(({ employee, day, shift }) =>
      [index.employeeAt.get(employee), index.dayAt(day), shiftAt.get(shift)].join(),
    ),
  );
  model.offset += changeCost * known.size;
  for (const { variable, employee, day, shift } of index.candidates) {
    const stays = known.has([employee, day, shift].join());
    model.setCost(variable, model.variable(variable).cost + (stays ? -changeCost : changeCost));
  }
}

/** A quarter above what the dearest shift of the dearest person costs in overtime: no saving in wages is worth one. */
export function priceOfChange({ input, profile, shifts }: RosterIndex): number {
  const wage = Math.max(1, ...input.employees.map(({ wagePerHour = 0 }) => wagePerHour));
  const longest = Math.max(60, ...shifts.map(({ paid }) => paid));
  return 1.25 * (longest / 60) * wage * (1 + profile.overtimePremium);
}
