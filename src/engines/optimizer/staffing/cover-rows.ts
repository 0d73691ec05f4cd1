import type { Term } from '../model/linear-model.ts';
import type { Candidate, RosterIndex } from './index-roster.ts';
import type { RosterBuilder } from './roster-builder.ts';

export interface NeedVariables {
  /** People missing; the row's own index is kept so that a need can be asked for one more or one fewer. */
  readonly short: number;
  readonly row: number;
}

/** people there + missing − beyond = people wanted. Missing has a price instead of being forbidden. */
export function addCoverRows({ index, model }: RosterBuilder): readonly NeedVariables[] {
  const perHour = index.input.costs?.shortPerHour ?? priceOfShortHour(index);
  const ofShift = groupByShift(index);
  return index.needs.map(({ need, minutes, filledBy }) => {
    const name = `people on ${need.day}, ${'shift' in need ? need.shift : `${need.from}–${need.to}`}`;
    const terms = filledBy
      .flatMap(([day, shift]) => ofShift.get(day * index.shifts.length + shift) ?? [])
      .filter(({ skill }) => need.skill === undefined || skill === need.skill)
      .map(({ variable }): Term => [variable, 1]);
    const short = model.addVariable({
      name: `missing: ${name}`,
      upper: need.people,
      cost: need.shortCost ?? (perHour * minutes) / 60,
    });
    terms.push([short, 1]);
    const beyond = (need.atMost ?? Infinity) - need.people;
    const overCost = need.overCost ?? 0;
    if (overCost === 0) {
      // Missing people are not to make room below `atMost`, so that limit gets a row of its own.
      if (need.atMost !== undefined)
        model.addRow({ name: `most ${name}`, upper: need.atMost, terms: terms.slice(0, -1) });
      return { short, row: model.addRow({ name, lower: need.people, terms }) };
    }
    const over = model.addVariable({ name: `beyond: ${name}`, upper: beyond, cost: overCost });
    terms.push([over, -1]);
    return { short, row: model.addRow({ name, lower: need.people, upper: need.people, terms }) };
  });
}

function groupByShift(index: RosterIndex): ReadonlyMap<number, readonly Candidate[]> {
  return Map.groupBy(index.candidates, ({ day, shift }) => day * index.shifts.length + shift);
}

/** Far above any wage, so that nobody is left out to save money; no more than needed, because solvers like small numbers. */
export function priceOfShortHour({ input }: RosterIndex): number {
  return Math.max(100, 10 * Math.max(0, ...input.employees.map(({ wagePerHour = 0 }) => wagePerHour)));
}
