import type { Filter } from '../../src/contracts/catalogue.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { StoredPlan } from '../../src/contracts/plan.ts';
import type { AbsenceRecord, BusyHoursRecord, CoverRecord, EmployeeRecord } from '../../src/contracts/record.ts';
import { listPlans } from '../../src/db/queries/plans.ts';
import { type RecordBook, readRecordBook } from '../../src/records/read-record-book.ts';
import type { SkillContext } from '../context.ts';
import { type CanonicalNames, canonicalNames } from './canonical-names.ts';
import type { PeopleNames } from './read-people.ts';

const KINDS = ['employee', 'absence', 'cover', 'busy-hours'] as const;
/** Rosters looked back at: the newest of a few months. */
const MOST_PLANS = 60;

/** The company's lists as they stand, with one spelling for each name. */
export interface StaffLists {
  readonly book: RecordBook;
  readonly employees: readonly EmployeeRecord[];
  readonly absences: readonly AbsenceRecord[];
  readonly cover: readonly CoverRecord[];
  readonly busyHours: readonly BusyHoursRecord[];
  readonly names: PeopleNames;
  /** Newest first. */
  readonly plans: readonly StoredPlan[];
}

export async function readLists(ctx: SkillContext): Promise<StaffLists> {
  const { book, plans } = await ctx.data(async (tx) => ({
    book: await readRecordBook(tx, KINDS),
    plans: await listPlans(tx, { kind: 'staffing', states: ['approved', 'proposed'], limit: MOST_PLANS }),
  }));
  const employees = book.of('employee').map(({ record }) => record);
  const cover = book.of('cover').map(({ record }) => record);
  const busyHours = book.of('busy-hours').map(({ record }) => record);
  return {
    book,
    employees,
    absences: book.of('absence').map(({ record }) => record),
    cover,
    busyHours,
    names: {
      people: canonicalNames(employees.map(({ name }) => name)),
      roles: canonicalNames([...cover.map(({ role }) => role), ...employees.flatMap(({ roles }) => roles)]),
      places: canonicalNames([
        ...cover.map(({ location }) => location),
        ...busyHours.map(({ location }) => location),
        ...employees.flatMap(({ locations = [] }) => locations),
      ]),
    },
    plans,
  };
}

/**
 * The place that was asked about; undefined: all.
 * @throws UserError `no-such-place`
 */
export function choosePlace(filter: Filter | undefined, places: CanonicalNames): string | undefined {
  const values = Object.values(filter ?? {});
  const [found] = values.flatMap((value) => places.find(value) ?? []);
  if (found !== undefined || values.length === 0) return found;
  throw new UserError(`Nobody works at ${values.join(', ')}, as far as your lists say.`, {
    code: 'no-such-place',
    advice:
      places.all.length > 0
        ? `Ask about ${places.all.join(', ')}, or about all places together.`
        : 'Your lists name no places. Ask for the roster as a whole.',
  });
}
