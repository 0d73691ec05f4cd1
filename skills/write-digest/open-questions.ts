import { addDays } from '../../src/calendar/civil-day.ts';
import type { IsoDate, Period } from '../../src/contracts/period.ts';
import { findUnanswered } from '../../src/db/queries/digests.ts';
import { readReadyDatasets } from '../../src/db/queries/import-datasets.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MetricSeries } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import type { Explained } from '../explain-change/explain-evidence.ts';
import { lowerFirst } from '../help/starters.ts';
import type { Scan } from './scan-metrics.ts';

const MOST = 3;
/** Numbers that stopped longer ago were given up on purpose. */
const STILL_KEPT_DAYS = 60;
const UNANSWERED_DAYS = 14;
const MOST_DAYS = 3;
const AND = new Intl.ListFormat('en', { type: 'conjunction' });

/** What the company could settle with a word or a file, the most telling first; at most three. Templates. */
export async function findOpenQuestions(
  ctx: SkillContext,
  book: FactBook,
  scan: Scan,
  { main, period }: { readonly main: Explained | null; readonly period: Period },
): Promise<string[]> {
  const { files, unanswered } = await ctx.data(async (tx) => ({
    files: await readReadyDatasets(tx),
    unanswered: await findUnanswered(tx, ctx.asked, new Date(ctx.now.getTime() - UNANSWERED_DAYS * 86_400_000)),
  }));
  return [
    ...(main === null ? [] : askAboutGaps(book, main)),
    ...askForFiles(book, scan.silent, period, files),
    ...(unanswered === null
      ? []
      : [`You asked “${book.quote(unanswered)}”, and I asked you back. Your answer is still open.`]),
  ].slice(0, MOST);
}

/** Days inside the data that have no row although the company is usually open. */
function askAboutGaps(book: FactBook, { evidence }: Explained): string[] {
  const { series, period } = evidence;
  if (series.grain !== 'day') return [];
  const gaps = series.points.filter(({ t, state }) => state === 'gap' && t >= period.start && t <= period.end);
  if (gaps.length === 0) return [];
  const days = gaps.slice(0, MOST_DAYS).map(({ t }) => book.date('Day without a row', t, { weekday: true }));
  const more = gaps.length > MOST_DAYS ? ' and more' : '';
  return [`There is nothing in your data for ${AND.format(days)}${more}. Were you closed, or is a file missing?`];
}

/** Numbers that used to come and have stopped: what ends on one day came in one file. */
function askForFiles(
  book: FactBook,
  silent: readonly MetricSeries[],
  period: Period,
  files: readonly { readonly fileName: string; readonly lastDay: IsoDate | null }[],
): string[] {
  const stopped = silent.flatMap((series) => {
    const last = series.points.findLast(({ y }) => y !== null)?.t;
    // A ratio ends with the numbers it is made of: those are asked for.
    const own = series.metric.aggregation.kind !== 'ratio';
    const kept = last !== undefined && last < period.start && last >= addDays(period.start, -STILL_KEPT_DAYS);
    return own && kept ? [{ label: series.metric.label, last }] : [];
  });
  return [...Map.groupBy(stopped, ({ last }) => last)].map(([last, entries]) => {
    const names = book.name(AND.format(entries.map(({ label }, i) => (i === 0 ? label : lowerFirst(label)))));
    const file = files.find(({ lastDay }) => lastDay === last)?.fileName;
    const from = file === undefined ? '' : ` (${book.name(file)})`;
    return `${names} end${entries.length === 1 ? 's' : ''} on ${book.date('Last value', last)}${from}. Is there a newer file?`;
  });
}
