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
  const moved = sayDate(book, explained);
  return [
    ...sayLinked(book, explained),
    ...(moved === null ? [] : [moved]),
    ...sayCoincidences(book, explained),
    ...sayEvents(book, explained),
  ];
}

/** Not for a move within the usual: that needs no company. */
function sayCoincidences(book: FactBook, { found, evidence, suspect }: Explained): string[] {
  if (found.reality.story === 'within-usual') return [];
  return found.coincidences.flatMap((key) => {
    const one = found.context.find((entry) => entry.key === key);
    const series = evidence.context.find((entry) => entry.metric.key === key);
    if (one === undefined || series === undefined || !isKnown(one) || key === suspect) return [];
    const rare = one.firstMove ? 'it had not moved before' : 'an unusual step for it';
    return [`At the same time ${sayLevels(book, series, one)}; ${rare}.`];
  });
}

/** Days of one label are one event. What happened in both (the weekly day off) tells the two apart in nothing. */
function sayEvents(book: FactBook, { found }: Explained): string[] {
  const stretches = new Map<string, { label: string; where: string; start: string; end: string }>();
  for (const { t, label, where } of found.events) {
    const key = `${label} ${where}`;
    const known = stretches.get(key);
    stretches.set(key, { label, where, start: known?.start ?? t, end: t });
  }
  const inBoth = (label: string) => [...stretches.values()].filter((one) => one.label === label).length > 1;
  const telling = [...stretches.values()].filter(({ label, where }) => where !== 'both' && !inBoth(label));
  return telling.slice(0, MAX_EVENTS).map(({ label, where, start, end }) => {
    const when = where === 'compare' ? 'the time it is compared with' : 'the time you ask about';
    return `In ${when}: ${book.name(label)}, ${book.period(label, { start, end })}.`;
  });
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
    `${steps} Over the history, ${label} and the number you ask about moved the same way in ${count} of ${of} steps. ${verdict}. It is an association; it does not show that one moves the other.`,
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
  const subject = book.name(metric.label);
  if (Math.abs(one.after - one.before) <= 1e-9 * Math.abs(one.before)) {
    return `${subject} stayed at ${say('now', one.after)} ${each}`;
  }
  return `${subject} stood at ${say('now', one.after)} ${each}, against ${say('before', one.before)} before`;
}

/** When the level moved, where that is inside the two stretches. */
function sayDate(book: FactBook, { found, evidence }: Explained): string | null {
  const point = found.changePoint;
  const from = evidence.compare.start < evidence.period.start ? evidence.compare.start : evidence.period.start;
  if (point === null || point.relative === null || (point.until ?? point.t) < from) return null;
  if (found.reality.story === 'within-usual') return null;
  const source: FactSource = {
    kind: 'model',
    model: 'Change point',
    how: 'Level before and after, weekdays taken out',
  };
  const size = book.percent('Change of level', point.relative, { sign: 'never', decimals: 0, source });
  const word = point.relative < 0 ? 'lower' : 'higher';
  const start = book.date('Level moved', point.t, { source });
  if (point.until === null) return `Since about ${start} the level has been about ${size} ${word} than before.`;
  const end = book.date('Level moved again', point.until, { source });
  return `From about ${start} to ${end} the level was about ${size} ${word} than before.`;
}
