import { dayNumber, weekdayOfDay } from '../calendar/civil-day.ts';
import type { MetricDefinition } from '../contracts/catalogue.ts';
import type { RowSource } from '../contracts/fact.ts';
import type { IsoDate, Period } from '../contracts/period.ts';
import type { FactBook } from '../facts/fact-book.ts';
import type { BreakdownRow, MetricSeries, SeriesPoint } from '../metrics/metric-series.ts';
import { findUnusual, meanOf } from './find-unusual.ts';
import { WEEKDAY_NAMES } from './words.ts';

/** What a first look at a company's main number needs. */
export interface FirstLook {
  readonly metric: MetricDefinition;
  /** All of it, in its own grain. */
  readonly series: MetricSeries;
  readonly recent: Stretch;
  readonly before: Stretch;
  /** The same weeks a year earlier, where the data reaches back. */
  readonly yearBefore: Stretch | null;
  /** The main split, for the recent stretch and the one before. */
  readonly split: {
    readonly label: string;
    readonly rows: readonly BreakdownRow[];
    readonly sources: readonly RowSource[];
  } | null;
}

export interface Stretch {
  readonly period: Period;
  /** In words, no digits: “the last four weeks”. */
  readonly words: string;
}

export interface Finding {
  readonly about: 'level' | 'weekday' | 'biggest' | 'mover' | 'unusual' | 'extreme';
  readonly text: string;
  /** The same, short enough for a chart's title. */
  readonly title: string;
  /** 0–1: how large and how clear. */
  readonly weight: number;
}

const SHOWN = 3;

/** The three clearest things to say about a company's main number. The level comes first, it says where they stand. */
export function firstFindings(book: FactBook, look: FirstLook): Finding[] {
  const found = [
    findLevel(book, look),
    findWeekday(book, look),
    findBiggest(book, look),
    findMover(book, look),
    findUnusualPoint(book, look),
    findExtremes(book, look),
  ].filter((finding) => finding !== null);
  const level = found.filter((finding) => finding.about === 'level');
  const rest = found.filter((finding) => finding.about !== 'level').toSorted((a, b) => b.weight - a.weight);
  return [...level, ...rest].slice(0, SHOWN);
}

/** Member whose change moved the total most between the two stretches. */
export function topMover(look: FirstLook): BreakdownRow | null {
  const rows = (look.split?.rows ?? []).filter((row) => row.value !== null && row.before !== null && row.before !== 0);
  const size = (row: BreakdownRow) => Math.abs((row.value ?? 0) - (row.before ?? 0));
  return rows.toSorted((a, b) => size(b) - size(a))[0] ?? null;
}

function findLevel(book: FactBook, look: FirstLook): Finding | null {
  const now = meanIn(look, look.recent.period);
  const against =
    look.yearBefore && countIn(look, look.yearBefore.period) * 2 >= countIn(look, look.recent.period)
      ? look.yearBefore
      : look.before;
  const then = meanIn(look, against.period);
  if (now === null || then === null || then === 0) return null;
  const name = book.name(look.metric.label);
  const level = figure(
    book,
    look,
    now,
    look.recent.period,
    `Average ${look.metric.label} a ${look.series.grain}, ${look.recent.words}`,
  );
  const share = (now - then) / Math.abs(then);
  if (Math.abs(share) < 0.005) {
    const text = `${name} was ${level} a ${look.series.grain} in ${look.recent.words}, about the same as in ${against.words}.`;
    return { about: 'level', text, title: `${name} is where it was in ${against.words}`, weight: 0.3 };
  }
  const change = shareOf(book, look, share, 'Change of the average');
  const word = share > 0 ? 'more' : 'less';
  return {
    about: 'level',
    text: `${name} was ${level} a ${look.series.grain} in ${look.recent.words}, ${change} ${word} than in ${against.words}.`,
    title: `${name} is ${share > 0 ? 'up' : 'down'} ${change} on ${against.words}`,
    weight: Math.min(1, Math.abs(share) * 4),
  };
}

function findWeekday(book: FactBook, look: FirstLook): Finding | null {
  const points = known(look.series.points);
  if (look.series.grain !== 'day' || points.length < 28) return null;
  const means = [0, 1, 2, 3, 4, 5, 6]
    .map((weekday) => ({
      weekday,
      values: points.filter(({ t }) => weekdayOfDay(dayNumber(t)) === weekday).map(({ y }) => y),
    }))
    .filter(({ values }) => values.length >= 4)
    .map(({ weekday, values }) => ({ weekday, mean: meanOf(values) }))
    .toSorted((a, b) => b.mean - a.mean);
  const [best, worst] = [means[0], means.at(-1)];
  if (!best || !worst || means.length < 2 || best.mean === worst.mean) return null;
  const period = wholePeriod(look);
  const say = ({ weekday, mean }: { weekday: number; mean: number }) =>
    `${WEEKDAY_NAMES[weekday]} (${figure(book, look, mean, period, `Average ${look.metric.label} on ${WEEKDAY_NAMES[weekday]}s`)} on average)`;
  const text = `The strongest weekday is ${say(best)}, the weakest ${say(worst)}.`;
  return {
    about: 'weekday',
    text,
    title: `${WEEKDAY_NAMES[best.weekday]} is the strongest weekday`,
    weight: Math.min(1, (best.mean - worst.mean) / Math.max(Math.abs(best.mean), 1e-9)),
  };
}

function findBiggest(book: FactBook, look: FirstLook): Finding | null {
  if (look.metric.aggregation.kind !== 'sum' || !look.split) return null;
  const rows = look.split.rows.filter((row) => row.value !== null && row.value > 0);
  const total = rows.reduce((sum, row) => sum + (row.value ?? 0), 0);
  const best = rows.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))[0];
  if (!best || rows.length < 2 || total === 0) return null;
  const fraction = (best.value ?? 0) / total;
  // Among near equals the biggest is no finding.
  if (fraction * rows.length < 1.15) return null;
  const share = book.percent(`Share of ${best.member}`, fraction, {
    source: {
      kind: 'rows',
      metric: look.metric.label,
      filter: {},
      period: look.recent.period,
      sources: look.split.sources,
    },
  });
  const name = book.name(best.member);
  const text = `${name} is the biggest ${book.name(look.split.label.toLowerCase())}: ${share} of ${book.name(look.metric.label.toLowerCase())} in ${look.recent.words}.`;
  return { about: 'biggest', text, title: `${name} makes ${share}`, weight: Math.min(0.9, 0.35 + fraction) };
}

function findMover(book: FactBook, look: FirstLook): Finding | null {
  const mover = look.metric.aggregation.kind === 'sum' ? topMover(look) : null;
  if (!mover || !look.split || (look.split.rows.length ?? 0) < 2) return null;
  const delta = (mover.value ?? 0) - (mover.before ?? 0);
  const fraction = delta / Math.abs(mover.before ?? 1);
  if (Math.abs(fraction) < 0.03) return null;
  const share = shareOf(book, look, fraction, `Change of ${mover.member}`);
  const word = delta > 0 ? 'more' : 'less';
  const name = book.name(mover.member);
  const text = `${name} moved most: ${share} ${word} in ${look.recent.words} than in ${look.before.words}.`;
  return { about: 'mover', text, title: `${name}: ${share} ${word}`, weight: Math.min(0.95, 0.4 + Math.abs(fraction)) };
}

function findUnusualPoint(book: FactBook, look: FirstLook): Finding | null {
  const unusual = look.series.grain === 'day' ? findUnusual(known(look.series.points)) : null;
  if (!unusual) return null;
  const date = book.date('Day', unusual.t, { weekday: true });
  const period = { start: unusual.t, end: unusual.t };
  const value = figure(book, look, unusual.y, period, `${look.metric.label} on that day`);
  const usual = figure(
    book,
    look,
    unusual.usual,
    wholePeriod(look),
    `Usual on a ${WEEKDAY_NAMES[unusual.weekday]} at that time`,
  );
  const text = `${date} stands out: ${value}, where about ${usual} is usual for a ${WEEKDAY_NAMES[unusual.weekday]}.`;
  return { about: 'unusual', text, title: `${date} stands out`, weight: Math.min(0.9, unusual.distance / 12) };
}

/** For weeks and months: the best and the worst one. */
function findExtremes(book: FactBook, look: FirstLook): Finding | null {
  const points = known(look.series.points);
  const sorted = points.toSorted((a, b) => b.y - a.y);
  const [best, worst] = [sorted[0], sorted.at(-1)];
  if (!best || !worst || points.length < 3 || best.y === worst.y) return null;
  const noun = look.series.grain;
  const say = (point: { t: IsoDate; y: number }) =>
    `${figure(book, look, point.y, { start: point.t, end: point.t }, `${look.metric.label} in that ${noun}`)} (${noun === 'day' ? '' : `${noun} from `}${book.date('Start', point.t)})`;
  return {
    about: 'extreme',
    text: `The highest ${noun} was ${say(best)}, the lowest ${say(worst)}.`,
    title: `The highest ${noun} was ${say(best)}`,
    weight: noun === 'day' ? 0.15 : Math.min(0.8, (best.y - worst.y) / Math.max(Math.abs(best.y), 1e-9)),
  };
}

function known(points: readonly SeriesPoint[]): { t: IsoDate; y: number }[] {
  return points.flatMap(({ t, y }) => (y === null ? [] : [{ t, y }]));
}

function meanIn(look: FirstLook, period: Period): number | null {
  const values = known(look.series.points).filter(({ t }) => t >= period.start && t <= period.end);
  return values.length === 0 ? null : meanOf(values.map(({ y }) => y));
}

function countIn(look: FirstLook, period: Period): number {
  return known(look.series.points).filter(({ t }) => t >= period.start && t <= period.end).length;
}

function wholePeriod({ series }: FirstLook): Period {
  return { start: series.points[0]?.t ?? '', end: series.points.at(-1)?.t ?? '' };
}

function figure(book: FactBook, look: FirstLook, value: number, period: Period, label: string): string {
  // Averages of counts get no more decimals than they bear.
  const decimals =
    look.metric.unit === 'count' || look.metric.unit === 'other' ? { decimals: Math.abs(value) >= 20 ? 0 : 1 } : {};
  return book.metric(look.metric, value, {
    label,
    period,
    ...decimals,
    source: { kind: 'rows', metric: look.metric.label, filter: {}, period, sources: look.series.sources },
  });
}

function shareOf(book: FactBook, look: FirstLook, fraction: number, label: string): string {
  const how = `${look.metric.label} in ${look.recent.words}, compared per ${look.series.grain} with business`;
  return book.percent(label, fraction, { sign: 'never', source: { kind: 'computed', how, from: [] } });
}
