import { type AccessActions, NO_ACCESS_ACTIONS } from '../src/access/access-actions.ts';
import { addDays, dayNumber } from '../src/calendar/civil-day.ts';
import type { Catalogue } from '../src/contracts/catalogue.ts';
import type { Company } from '../src/contracts/company.ts';
import type { IsoDate } from '../src/contracts/period.ts';
import { readDefinitions } from '../src/db/queries/catalogue.ts';
import { readDataVersion } from '../src/db/queries/companies.ts';
import type { TenantTx } from '../src/db/schema.ts';
import { civilDate } from '../src/metrics/calendar.ts';
import { createMetricReader } from '../src/metrics/create-metric-reader.ts';
import { createMetricCache, type MetricCache, openMetricStore } from '../src/metrics/metric-cache.ts';
import type { SkillContext } from './context.ts';

/** Data that ended longer ago than this is counted from its own end, not from the calendar's today. */
const FRESH_DAYS = 7;

type Given = Omit<SkillContext, 'read' | 'today' | 'todayIsDataEnd' | 'access' | 'untilStopped' | 'turn'> & {
  /** Absent: an answer that is no turn of a conversation. */
  readonly turn?: SkillContext['turn'];
  /** Without it nobody can end work early: a stop ends the turn. */
  readonly untilStopped?: SkillContext['untilStopped'];
  /** Without it nobody can be let in: for skills that run without the house around them. */
  readonly access?: AccessActions;
  /** Shared over turns; without it each context keeps its own. */
  readonly cache?: MetricCache;
};

/** Adds to what the inbox knows what every skill needs: the metric reader, and what "today" means. */
export function createSkillContext(given: Given): SkillContext {
  const {
    cache = createMetricCache(),
    access = NO_ACCESS_ACTIONS,
    turn = null,
    untilStopped = (work) => work(new AbortController().signal),
    ...rest
  } = given;
  return {
    ...rest,
    turn,
    untilStopped,
    access,
    ...whatIsToday(given.company, given.catalogue, given.now),
    read: (work) =>
      given.data(async (tx: TenantTx) => {
        // Read here, not taken from the turn's start: an import in this very turn has changed it.
        const version = await readDataVersion(tx);
        const store = openMetricStore(tx, cache, `${given.company.id}@${version}`);
        const definitions = await store.cached(['definitions'], () => readDefinitions(tx));
        return work(createMetricReader(store, definitions, given.company));
      }),
  };
}

/**
 * "Last week" for a shop whose newest row is a year old means its last week of data.
 * @returns the company's civil date, or the day after its newest data when that is more than a week old
 */
export function whatIsToday(
  company: Pick<Company, 'timezone'>,
  catalogue: Catalogue,
  now: Date,
): { today: IsoDate; todayIsDataEnd: boolean } {
  const today = civilDate(now, company.timezone);
  const end = catalogue.dataRange?.end;
  if (end === undefined) return { today, todayIsDataEnd: false };
  const dayAfter = addDays(end, 1);
  const stale = dayNumber(today) - dayNumber(end) > FRESH_DAYS;
  return stale ? { today: dayAfter, todayIsDataEnd: true } : { today, todayIsDataEnd: false };
}
