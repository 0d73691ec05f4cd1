import type { Term } from '../model/linear-model.ts';
import type { Candidate, IndexedShift, RosterIndex } from './index-roster.ts';
import type { RosterBuilder } from './roster-builder.ts';

const DAY = 1440;
/** A shift may end late on the next day, so that its rest can reach into the day after that. */
const REACH = [1, 2] as const;

/** One shift a day, and enough rest before the next one: as cliques, which are far tighter than pairs. */
export function addRestRows(builder: RosterBuilder): void {
  const cliques = REACH.map((gap) => listCliques(builder.index, gap));
  for (const [employee, days] of builder.index.ofDay.entries()) {
    const who = builder.index.input.employees[employee]?.name ?? '';
    for (const [day, own] of days.entries()) {
      addAtMostOne(builder, `one shift a day for ${who}, day ${day + 1}`, own);
      for (const [at, gap] of REACH.entries()) {
        const next = days[day + gap] ?? [];
        for (const { late, early } of cliques[at] ?? []) {
          const before = own.filter(({ shift }) => late.has(shift));
          const after = next.filter(({ shift }) => early.has(shift));
          if (before.length === 0 || after.length === 0) continue;
          addAtMostOne(builder, `rest of ${who} after day ${day + 1}`, [...before, ...after]);
        }
      }
    }
  }
}

function addAtMostOne({ model }: RosterBuilder, name: string, candidates: readonly Candidate[]): void {
  if (candidates.length < 2) return;
  model.addRow({ name, upper: 1, terms: candidates.map(({ variable }): Term => [variable, 1]) });
}

interface Clique {
  readonly late: ReadonlySet<number>;
  readonly early: ReadonlySet<number>;
}

/**
 * Sets of shifts `gap` days apart of which nobody may work two. Every shift of `late` rules out all of `early`; those
 * whose `early` stands within another's, with no more in `late`, are left out.
 */
function listCliques({ shifts, profile }: RosterIndex, gap: number): readonly Clique[] {
  const ruledOut = shifts.map(
    (first) => new Set(shifts.keys().filter((at) => clashes(first, shifts[at], gap, profile.minRestMinutes))),
  );
  const cliques = ruledOut
    .filter((early) => early.size > 0)
    .map((early) => ({ early, late: new Set(shifts.keys().filter((at) => ruledOut[at]?.isSupersetOf(early))) }));
  return cliques.filter(
    (one, at) =>
      !cliques.some(
        (other, place) =>
          place !== at &&
          other.late.isSupersetOf(one.late) &&
          other.early.isSupersetOf(one.early) &&
          // Of two that are the same, the first stays.
          (place < at || other.late.size > one.late.size || other.early.size > one.early.size),
      ),
  );
}

function clashes(first: IndexedShift, next: IndexedShift | undefined, gap: number, rest: number): boolean {
  if (!next) return false;
  if (gap === 1 && first.shift.notNextDay?.includes(next.shift.id)) return true;
  return next.start + gap * DAY - first.end < rest;
}
