import { addDays } from '../../src/calendar/civil-day.ts';
import type { PlanRequest } from '../../src/contracts/plan.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { type RecordBook, readRecordBook } from '../../src/records/read-record-book.ts';
import type { SkillContext } from '../context.ts';
import { type FoundMeasures, findMeasures, type Measures, MOST_CHANNELS } from './find-measures.ts';
import { type MarketingHistory, readHistory } from './read-history.ts';
import { type ValuedResult, valueResult } from './value-result.ts';

const TWO_YEARS = 2 * 365;
/** What an order brings and costs is read from these last days. */
const WORTH_DAYS = 26 * 7;

/** Everything that is read of the company. */
export interface ReadBasis {
  readonly lists: RecordBook;
  readonly measures: Measures;
  /** null: spend and result have no week in common. */
  readonly history: MarketingHistory | null;
  readonly valued: ValuedResult;
}

/** Between two names in one `item`: the number that is spent, and the one that comes of it. */
export const BETWEEN_NAMES = ' → ';

export const namesIn = ({ item }: PlanRequest): readonly string[] => item?.split(BETWEEN_NAMES) ?? [];

/** Reads the lists, finds the numbers, and reads their past; or says what could not be found. */
export async function readBasis(
  ctx: SkillContext,
  request: PlanRequest,
): Promise<ReadBasis | Exclude<FoundMeasures, { kind: 'found' }>> {
  const lists = await ctx.data((tx) => readRecordBook(tx, ['ad-channel', 'product']));
  const listed = lists.of('ad-channel').map(({ record }) => record.name);
  // Weeks are named by their first day: the newest may go on for some days from here.
  const lastDays = (days: number) => ({ start: addDays(ctx.today, -days), end: addDays(ctx.today, 6) });
  return ctx.read(async (metrics) => {
    const found = await findMeasures(metrics, {
      dimensions: ctx.catalogue.dimensions,
      listed,
      filter: request.filter ?? {},
      period: lastDays(TWO_YEARS),
      named: namesIn(request),
      assume: request.assume === true,
    });
    if (found.kind !== 'found') return found;
    const spent = new Set(found.members.map(nameKey));
    const unused = listed.filter((name) => !spent.has(nameKey(name)));
    const names = [...found.members, ...unused].slice(0, MOST_CHANNELS);
    const leftOut = found.leftOut + found.members.length + unused.length - names.length;
    const history = await readHistory(metrics, found, names, ctx.company.weekStart);
    const valued = await valueResult(metrics, found.result, {
      setting: lists.number('result-value'),
      products: lists.of('product').map(({ record }) => record),
      period: lastDays(WORTH_DAYS),
    });
    return { lists, measures: { ...found, leftOut }, history, valued };
  });
}
