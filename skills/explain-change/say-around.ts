import type { FactSource } from '../../src/contracts/fact.ts';
import type { ContextFinding } from '../../src/engines/evidence/explain-change.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { MetricSeries } from '../../src/metrics/metric-series.ts';
import type { Explained } from './explain-evidence.ts';

const MAX_EVENTS = 3;
/** A sign test below this is more than a coin would do. */
const BEYOND_CHANCE = 0.05;

type Known = ContextFinding & { readonly before: number; readonly after: number };

const isKnown = (one: ContextFinding): one is Known => one.before !== null && one.after !== null;

/** What else was different in the same days. Association at best: grade D. */
export function sayAround(book: FactBook, explained: Explained): string[] {
  const { found, evidence, suspect } = explained;
  const out: string[] = [];
  for (const key of found.coincidences) {
    const one = found.context.find((entry) => entry.key === key);
    const series = evidence.context.find((entry) => entry.metric.key === key);
    if (one === undefined || series === undefined || !isKnown(one) || key === suspect) continue;
    const rare = one.firstMove ? ', and it had not moved before' : ', which is unusual for it';
    out.push(`At the same time ${sayLevels(book, series, one)}${rare}.`);
  }
  const days = found.events.slice(0, MAX_EVENTS).map(({ t, label, where }) => {
    const when = where === 'compare' ? 'in the time it is compared with' : 'in the time you ask about';
    return `${book.name(label)} fell on ${book.date(label, t, { weekday: true })}, ${when}.`;
  });
  const moved = sayDate(book, explained);
  return [...sayLinked(book, explained), ...(moved === null ? [] : [moved]), ...out, ...days];
}

/** The suspected metric beside this one. */
function sayLinked(book: FactBook, { found, evidence, suspect }: Explained): string[] {
  if (suspect === undefined) return [];
  const one = found.context.find((entry) => entry.key === suspect);
  const series = evidence.context.find((entry) => entry.metric.key === suspect);
  if (one === undefined || series === undefined || !isKnown(one)) {
    return ['I have no figures for what you suspect in these two stretches, so I cannot hold them side by side.'];
  }
  const label = book.name(series.metric.label);
  const steps = `At the same time ${sayLevels(book, series, one)}.`;
  if (one.sameWay === null)
    return [`${steps} There is too little history to see whether the two usually move together.`];
  const source: FactSource = {
    kind: 'computed',
    how: 'Steps from one stretch to the next in the history of both',
    from: [],
  };
  const count = book.count('Steps the same way', one.sameWay.count, { source });
  const of = book.count('Steps compared', one.sameWay.of, { source });
  const more = 2 * one.sameWay.count > one.sameWay.of ? 'more' : 'less';
  const verdict =
    one.sameWay.p < BEYOND_CHANCE
      ? `That is ${more} often than chance alone would have it, so the two go together somehow`
      : 'That is what chance alone would give';
  return [
    `${steps} Over the history, ${label} and this moved the same way in ${count} of ${of} steps. ${verdict}. It is an association; it does not show that one moves the other.`,
  ];
}

function sayLevels(book: FactBook, series: MetricSeries, one: Known): string {
  const { metric, grain } = series;
  const source: FactSource = {
    kind: 'computed',
    how: `Average of ${metric.label} per ${grain} in each of the two`,
    from: [],
  };
  const say = (label: string, value: number) =>
    book.metric(metric, value, { label: `${metric.label}, ${label}`, source });
  const each = metric.aggregation.kind === 'sum' ? `a ${grain}` : 'on average';
  const levels = `${book.name(metric.label)} was ${say('now', one.after)} ${each}, before it was ${say('before', one.before)}`;
  return Math.abs(one.after - one.before) <= 1e-9 * Math.abs(one.before)
    ? `${book.name(metric.label)} stayed at ${say('now', one.after)} ${each}`
    : levels;
}

/** When the level moved, where that is inside the two stretches. */
function sayDate(book: FactBook, { found, evidence }: Explained): string | null {
  const point = found.changePoint;
  const start = evidence.compare.start < evidence.period.start ? evidence.compare.start : evidence.period.start;
  if (point === null || point.relative === null || point.t < start) return null;
  if (found.reality.story === 'within-usual') return null;
  const source: FactSource = {
    kind: 'model',
    model: 'Change point',
    how: 'Level before and after, weekdays taken out',
  };
  const size = book.percent('Change of level', point.relative, { sign: 'never', decimals: 0, source });
  const word = point.relative < 0 ? 'lower' : 'higher';
  return `The level has been about ${size} ${word} since around ${book.date('Level moved', point.t, { source })}.`;
}
