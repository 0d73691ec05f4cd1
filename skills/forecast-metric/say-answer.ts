import { weekdayOf } from '../../src/calendar/civil-day.ts';
import type { Unit } from '../../src/contracts/catalogue.ts';
import type { FactSource } from '../../src/contracts/fact.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { ForecastStep } from '../../src/engines/forecaster/types.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { endOfBucket } from '../../src/metrics/calendar.ts';
import { subjectInside, when } from '../ask-metric/phrases.ts';
import { rowsSource } from '../working.ts';
import { joinDays, sayDays } from './days-in-words.ts';
import type { Taken } from './future.ts';
import { judgeTarget } from './judge-target.ts';
import type { Earlier, Outlook, Range } from './make-outlook.ts';
import { nameModel } from './model-words.ts';
import { nameAll } from './name-assumptions.ts';
import { roundRange, stepOf } from './round-range.ts';
import { sayFirst } from './say-cautions.ts';

/** Slots of a rounded range. */
export interface RangeSlots {
  readonly about: Slot;
  readonly low: Slot;
  readonly high: Slot;
}

export function modelSource(outlook: Outlook): FactSource {
  return {
    kind: 'model',
    model: nameModel(outlook.forecast.model),
    how: 'Range calibrated on the misses of forecasts made from moments of the past; rounded to about a tenth of the range',
  };
}

/** Records a range as facts, rounded to what is known. */
export function sayRange(
  book: FactBook,
  outlook: Outlook,
  range: Pick<Range, 'value' | 'low80' | 'high80'>,
  label: string,
  period: Period = outlook.window.period,
): RangeSlots {
  const { metric } = outlook.series;
  const rounded = roundRange(range, metric.unit);
  const source = modelSource(outlook);
  const decimals = decimalsOf(range, metric.unit);
  const say = (value: number, what: string) =>
    book.metric(metric, value, { label: `${label}, ${what}`, source, period, ...decimals });
  return { about: say(rounded.value, 'expected'), low: say(rounded.low80, 'low'), high: say(rounded.high80, 'high') };
}

/** All three of a range are written alike: $8.50 within $8.00 – $9.00, and 73.6% within 73.2 – 74.0%. */
function decimalsOf(range: Pick<Range, 'low80' | 'high80'>, unit: Unit): { readonly decimals?: number } {
  const step = stepOf(range, unit);
  if (unit === 'percent') return step < 0.01 ? { decimals: 1 } : {};
  const small = Math.max(Math.abs(range.low80), Math.abs(range.high80)) < 100;
  return unit === 'currency' && step < 1 && small ? { decimals: 2 } : {};
}

export interface AnswerWords {
  readonly sections: readonly SectionTemplate[];
  readonly title: string;
  readonly answer: string;
  readonly target: Slot | null;
}

/**
 * The answer first: what to expect, how sure, what to know before relying on it, against what came before.
 * @param acting of what is assumed, that which changes the number; absent: all of it
 */
export function sayAnswer(
  book: FactBook,
  outlook: Outlook,
  name: Slot,
  target: number | undefined,
  acting?: readonly Taken[],
): AnswerWords {
  if (outlook.known === null && outlook.steps.every(({ closed }) => closed)) return sayClosed(book, outlook);
  const { series, total, window } = outlook;
  const { metric } = series;
  const adds = metric.aggregation.kind === 'sum';
  const slots = sayRange(book, outlook, total, metric.label);
  const period = book.period('Period', window.period);
  const isFixed = total.high80 - total.low80 <= SAME * Math.abs(total.value);
  const range = isFixed ? 'as it has hardly moved so far' : `most likely between ${slots.low} and ${slots.high}`;
  const given = nameAll(book, acting ?? outlook.taken, outlook.columns.companions);
  const subject = given === '' ? name : `${given}, ${subjectInside(book, metric, series.filter)}`;
  const expect = `${subject} should ${adds ? 'come to' : 'average'} about ${slots.about} for ${period}, ${range}`;
  const goal =
    target === undefined ? null : book.metric(metric, target, { label: 'Your target', source: { kind: 'asked' } });
  const chance = target === undefined ? null : judgeTarget(total, target);
  const answer =
    goal === null || chance === null
      ? `${expect}.`
      : `Reaching ${goal} looks ${chance === 'about even' ? 'like an even chance' : chance}: ${expect}.`;
  const first = sayFirst(book, outlook);
  const sections: SectionTemplate[] = [{ kind: 'answer', template: answer }];
  if (first !== null) sections.push({ kind: 'caveat', template: first });
  const change = compareEarlier(book, outlook);
  if (change !== null) sections.push({ kind: 'detail', template: change.sentence });
  if (outlook.known !== null) {
    const source = rowsSource(metric, series.filter, window.period, series.sources);
    const known = book.metric(metric, outlook.known, { label: `${metric.label}, already in`, source });
    sections.push({ kind: 'detail', template: `Of this, ${known} is already in.` });
  }
  const days = bestAndWorst(book, outlook);
  if (days !== null) sections.push({ kind: 'detail', template: days });
  const title =
    goal !== null && chance !== null
      ? `Reaching ${goal} looks ${chance === 'about even' ? 'like an even chance' : chance}`
      : change === null || change.word === 'same'
        ? `${name} should ${adds ? 'come to' : 'average'} about ${slots.about}`
        : `${name} should ${change.word} ${change.share} to about ${slots.about}`;
  return { sections, title, answer, target: goal };
}

/** Up to here, and within the range, it is as it was. */
const IN_LINE = 0.05;
/** A difference that nobody would see. */
const SAME = 0.005;

/** Nothing is sold on closed days: a number with a range would be odd. */
function sayClosed(book: FactBook, { window, series, calendar }: Outlook): AnswerWords {
  const period = when(book, window.period);
  const reason = window.period.start === window.period.end ? calendar.closed.get(window.period.start) : undefined;
  const why = reason === undefined || reason === '' ? '' : ` (${book.name(reason)})`;
  const what = subjectInside(book, series.metric, series.filter);
  const answer = `I take you to be closed ${period}${why}, so I expect no ${what} then. If you open, tell me and I count with it.`;
  return {
    sections: [{ kind: 'answer', template: answer }],
    title: `Closed ${period}`,
    answer,
    target: null,
  };
}

interface Change {
  readonly word: 'rise' | 'fall' | 'same';
  readonly share: Slot;
  readonly sentence: string;
}

/** Against the newest stretch of the same length, and the same a year before; a change within the range is no change. */
function compareEarlier(book: FactBook, outlook: Outlook): Change | null {
  const { earlier, yearBefore } = outlook;
  const now = earlier === null ? null : compareWith(book, outlook, earlier);
  const other = yearBefore?.period.start === earlier?.period.start ? null : yearBefore;
  const year = other === null ? null : compareWith(book, outlook, other);
  if (now === null) return year === null ? null : { ...year, sentence: `That is ${year.sentence}.` };
  return year === null
    ? { ...now, sentence: `That is ${now.sentence}.` }
    : { ...now, sentence: `That is ${now.sentence}, and ${year.sentence.replace(bothAlike(now, year), '')}.` };
}

/** What need not be said twice. */
const bothAlike = (now: Change, year: Change): string =>
  now.sentence.startsWith('in line ') && year.sentence.startsWith('in line ') ? 'in line ' : '';

function compareWith(book: FactBook, { total, series, window }: Outlook, earlier: Earlier): Change | null {
  if (earlier.value <= 0) return null;
  const { metric } = series;
  const source = rowsSource(metric, series.filter, earlier.period, series.sources);
  const before = book.metric(metric, earlier.value, {
    label: `${metric.label}, before`,
    source,
    period: earlier.period,
  });
  const when = book.period('Compared with', earlier.period);
  const within = earlier.value >= total.low80 && earlier.value <= total.high80;
  const delta = total.value - earlier.value;
  if (Math.abs(delta) <= (within ? IN_LINE : SAME) * earlier.value)
    return { word: 'same', share: '', sentence: `in line with ${before} for ${when}` };
  const how = 'Expected minus the stretch before, divided by the stretch before';
  const share =
    metric.unit === 'percent'
      ? book.change(metric, delta, {
          source: { kind: 'computed', how: 'Expected minus the stretch before', from: [] },
          period: window.period,
        })
      : book.percent(`Change of ${metric.label}`, delta / earlier.value, {
          decimals: 0,
          sign: 'never',
          source: { kind: 'computed', how, from: [] },
        });
  const more = delta > 0 ? 'more' : 'less';
  if (within) return { word: 'same', share: '', sentence: `about ${share} ${more} than ${before} for ${when}` };
  return { word: delta > 0 ? 'rise' : 'fall', share, sentence: `${share} ${more} than ${before} for ${when}` };
}

/** Days off that are not those of every week: they are what makes a week smaller. */
function sayShut(book: FactBook, { steps, series }: Outlook): string {
  if (series.grain !== 'day') return '';
  const days = steps
    .filter(({ t, closed }) => closed && !series.closedWeekdays.includes(weekdayOf(t)))
    .map(({ t }) => t);
  if (days.length === 0) return '';
  return joinDays(days).length > 3
    ? ' Days on which you are closed count as nothing.'
    : ` You are closed ${sayDays(book, days)}.`;
}

/** The strongest and the weakest open step of a window of at least three. */
function bestAndWorst(book: FactBook, outlook: Outlook): string | null {
  const { grain, steps } = outlook.buckets ?? { grain: outlook.series.grain, steps: outlook.steps };
  const open = steps.filter(({ closed }) => !closed).toSorted((a, b) => b.y - a.y);
  const [best] = open;
  const worst = open.at(-1);
  if (best === undefined || worst === undefined || open.length < 3) return null;
  // Two that differ by less than their ranges leave open are alike.
  if (best.y - worst.y <= Math.max((best.high80 - best.low80) / 4, SAME * Math.abs(best.y))) return null;
  const say = (step: ForecastStep, label: string) => {
    const period = { start: step.t, end: endOfBucket(step.t, grain) };
    const { about } = sayRange(book, outlook, { value: step.y, ...step }, label, period);
    return `${nameStep(book, step, grain, label)} with about ${about}`;
  };
  const shut = sayShut(book, outlook);
  return `The strongest ${grain} should be ${say(best, `Strongest ${grain}`)}, the quietest ${say(worst, `Quietest ${grain}`)}.${shut}`;
}

/** "Sat, Nov 28", "Nov 23 – 29", "December 2026". */
export function nameStep(
  book: FactBook,
  step: { readonly t: string },
  grain: Outlook['series']['grain'],
  label: string,
): Slot {
  if (grain === 'day') return book.date(label, step.t, { weekday: true });
  return book.period(label, { start: step.t, end: endOfBucket(step.t, grain) });
}
