import type { Term } from '../model/linear-model.ts';
import type { RosterBuilder } from './roster-builder.ts';

/** The price of uneven shares: of unpopular shifts, the most anybody has; of hours, fullest minus emptiest contract. */
export function addFairness({ index, model }: RosterBuilder): void {
  const { fairness, employees, days } = index.input;
  if (fairness?.unpopular) {
    const most = model.addVariable({ name: 'most unpopular shifts', cost: fairness.unpopular });
    for (const [at, employee] of employees.entries()) {
      const unpopular = (index.ofDay[at] ?? [])
        .flat()
        .filter(({ day, shift }) => index.isWeekend(day) || index.shifts[shift]?.shift.unpopular === true);
      const terms = unpopular.map(({ variable }): Term => [variable, -1]);
      const name = `unpopular shifts of ${employee.name}`;
      model.addRow({ name, lower: employee.before?.unpopularShifts ?? 0, terms: [[most, 1], ...terms] });
    }
  }
  if (fairness?.hours) {
    const fullest = model.addVariable({ name: 'fullest contract', cost: fairness.hours });
    const emptiest = model.addVariable({ name: 'emptiest contract', cost: -fairness.hours });
    // With nobody to compare, the two must not drift apart.
    model.addRow({
      name: 'fullest above emptiest',
      lower: 0,
      terms: [
        [fullest, 1],
        [emptiest, -1],
      ],
    });
    for (const [at, employee] of employees.entries()) {
      if (!employee.hours?.max) continue;
      const contract = employee.hours.max * (employee.hours.per === 'week' ? days / 7 : 1);
      const share = (index.ofDay[at] ?? [])
        .flat()
        .map(({ variable, shift }): Term => [variable, (index.shifts[shift]?.paid ?? 0) / contract]);
      model.addRow({ name: `share of ${employee.name}, most`, upper: 0, terms: [...share, [fullest, -1]] });
      model.addRow({ name: `share of ${employee.name}, least`, lower: 0, terms: [...share, [emptiest, -1]] });
    }
  }
}
