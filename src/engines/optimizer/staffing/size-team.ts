import { LinearModel, type Term } from '../model/linear-model.ts';
import type { BuiltModel, OptimizationModel, Outcome, Verification } from '../model/optimization-model.ts';
import { runOptimization } from '../model/run-optimization.ts';
import type { SolveOptions } from '../model/solution.ts';
import { checkNumber } from './check-number.ts';

/** How many people a week needs when each works the same days in a row every week (Dantzig 1954). */
export interface TeamInput {
  /** People wanted on each day of a week that repeats: seven numbers, or another length of cycle. */
  readonly wanted: readonly number[];
  /** Days each person works in a row; the rest of the cycle is free. */
  readonly daysInARow: number;
}

export interface TeamPlan {
  readonly people: number;
  /** People who start on each day of the cycle. */
  readonly starts: readonly number[];
  /** People there on each day. */
  readonly there: readonly number[];
}

interface BuiltTeam extends BuiltModel {
  readonly starts: readonly number[];
}

const teamModel: OptimizationModel<TeamInput, BuiltTeam, TeamPlan, null> = {
  kind: 'staffing',
  validate({ wanted, daysInARow }) {
    const length = checkNumber('The number of days', wanted.length, { least: 1, most: 366 });
    return [
      ...length,
      ...checkNumber('The days in a row', daysInARow, { least: 1, most: Math.max(1, wanted.length), whole: true }),
      ...wanted.flatMap((people, day) => checkNumber(`The people wanted on day ${day + 1}`, people, { most: 100_000 })),
    ];
  },
  build({ wanted, daysInARow }) {
    const model = new LinearModel('minimize');
    const starts = wanted.map((_, day) =>
      model.addVariable({ name: `start on day ${day + 1}`, cost: 1, integer: true }),
    );
    for (const [day, people] of wanted.entries()) {
      const terms = Array.from({ length: daysInARow }, (_, back): Term => {
        return [starts[(day - back + wanted.length) % wanted.length] ?? 0, 1];
      });
      model.addRow({ name: `people on day ${day + 1}`, lower: Math.ceil(people), terms });
    }
    return { model, starts };
  },
  readPlan({ wanted, daysInARow }, built, { values }) {
    const starts = built.starts.map((variable) => values[variable] ?? 0);
    return {
      people: starts.reduce((sum, one) => sum + one, 0),
      starts,
      there: countThere(starts, wanted.length, daysInARow),
    };
  },
  verify: verifyTeam,
  explain: () => null,
  findRemedies: () => [],
};

/** The smallest team that has enough people on every day. */
export function sizeTeam(input: TeamInput, options: SolveOptions = {}): Outcome<TeamPlan, null> {
  return runOptimization(teamModel, input, options);
}

function countThere(starts: readonly number[], cycle: number, daysInARow: number): readonly number[] {
  const there = new Array<number>(cycle).fill(0);
  for (const [day, people] of starts.entries())
    for (let next = day; next < day + daysInARow; next += 1) there[next % cycle] = (there[next % cycle] ?? 0) + people;
  return there;
}

function verifyTeam({ wanted, daysInARow }: TeamInput, plan: TeamPlan): Verification {
  let objective = 0;
  for (const people of plan.starts) objective += people;
  const violations = wanted.flatMap((people, day) => {
    let there = 0;
    for (const [start, count] of plan.starts.entries()) {
      const worked = (day - start + wanted.length) % wanted.length;
      if (worked < daysInARow) there += count;
    }
    if (there >= people) return [];
    return [{ code: 'too-few', words: `Day ${day + 1} has ${there} people of ${people}.`, amount: people - there }];
  });
  const broken = plan.starts.filter((people) => !Number.isInteger(people) || people < 0);
  return {
    objective,
    violations: [
      ...violations,
      ...broken.map((people) => ({ code: 'not-whole', words: `${people} is no number of people.`, amount: 1 })),
    ],
  };
}
