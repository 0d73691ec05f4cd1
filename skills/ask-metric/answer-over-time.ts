import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { TrendChart } from '../../src/contracts/chart.ts';
import type { FactSource } from '../../src/contracts/fact.ts';
import type { Grain, Period } from '../../src/contracts/period.ts';
import type { SectionTemplate, SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import type { AskMetricInput } from '../../src/contracts/understanding.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { endOfBucket } from '../../src/metrics/calendar.ts';
import type { MetricReader, MetricSeries } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import { metricWorking, rowsSource } from '../working.ts';
import { subject, subjectInside, verb, when } from './phrases.ts';
import { sayNothing, sayTooFine } from './say-limits.ts';

const MAX_TABLE_ROWS = 62;

type Ask = AskMetricInput & { readonly over: Grain; readonly period: Period };
interface KnownPoint {
  readonly t: string;
  readonly y: number;
}

/** A metric per day, week or month of a period: the curve, its best and worst point, and the list. */
export async function answerOverTime(ctx: SkillContext, input: Ask): Promise<SkillResult> {
  const book = createFactBook();
  const filter = input.filter ?? {};
  return ctx.read(async (metrics) => {
    const query = { metric: input.metric, filter, period: input.period };
    const series = await readSeries(metrics, query, input.over);
    const { metric, grain } = series;
    const points = series.points.flatMap(({ t, y }): KnownPoint[] => (y === null ? [] : [{ t, y }]));
    const working = metricWorking(metric, {
      filter,
      sources: series.sources,
      period: input.period,
      leftOut: grain === 'day' ? [] : [`A ${grain} that the period or the data covers only in part is left out.`],
      steps: [`Read ${metric.label} per ${grain} for ${input.period.start} to ${input.period.end}.`],
    });
    const nothing = { facts: book.facts, charts: [], tables: [], followUps: [], working };
    if (points.length === 0) {
      const asked = { metric, name: subjectInside(book, metric, filter), filter, period: input.period };
      const answer =
        (await sayTooFine(ctx, book, metrics, asked)) ??
        sayNothing(ctx, book, {
          ...asked,
          known: await metrics.known(query),
          total: await metrics.total(query),
        });
      return { ...nothing, sections: [answer] };
    }
    const source = rowsSource(metric, filter, input.period, series.sources);
    const answer = sayEnds(book, { metric, grain, filter, period: input.period, points, source });
    const left = await findLeftOver(metrics, query, series);
    const sections: SectionTemplate[] = [
      { kind: 'answer', template: answer.text },
      ...sayGrain(book, metric, grain, input.over),
      ...left.map(
        (period): SectionTemplate => ({
          kind: 'caveat',
          template: `${book.period('Left out', period)} is left out, because it is not a whole ${grain}.`,
        }),
      ),
    ];
    const chart: TrendChart = {
      kind: 'trend',
      grain,
      title: answer.title,
      subtitle: `Per ${grain}, ${book.period('Period', input.period)}`,
      alt: answer.text,
      unit: metric.unit,
      series: [{ label: metric.label, points: series.points.map(({ t, y }) => ({ t, y })) }],
    };
    return {
      facts: book.facts,
      sections,
      charts: points.length >= 3 ? [chart] : [],
      tables: [listPoints(book, series, source)],
      followUps: [
        {
          label: 'What comes next?',
          kind: 'ask',
          call: {
            skill: 'forecast-metric',
            input: { metric: input.metric, filter, horizonDays: metric.grain === 'month' ? 62 : 14 },
          },
        },
      ],
      working,
    };
  });
}

type Query = { readonly metric: string; readonly filter: Readonly<Record<string, string>>; readonly period: Period };

/** In the grain that was asked for; where the data has no whole week or month of the period, in its own. */
async function readSeries(metrics: MetricReader, query: Query, grain: Grain): Promise<MetricSeries> {
  const asked = await metrics.series({ ...query, grain });
  return asked.points.some(({ y }) => y !== null) ? asked : metrics.series(query);
}

/** Days at either end that have values but are no whole week or month. */
async function findLeftOver(metrics: MetricReader, query: Query, series: MetricSeries): Promise<Period[]> {
  const [first, last] = [series.points[0], series.points.at(-1)];
  if (series.grain === series.metric.grain || !first || !last) return [];
  const { points } = await metrics.series(query);
  const open = points.filter(({ y }) => y !== null).map(({ t }) => t);
  const before = open.filter((t) => t < first.t);
  const after = open.filter((t) => t > endOfBucket(last.t, series.grain));
  const own = series.metric.grain;
  return [before, after].flatMap((days) => {
    const [start, end] = [days[0], days.at(-1)];
    return start === undefined || end === undefined
      ? []
      : [{ start, end: own === 'day' ? end : endOfBucket(end, own) }];
  });
}

interface Ends {
  readonly metric: MetricDefinition;
  readonly grain: Grain;
  readonly filter: Readonly<Record<string, string>>;
  readonly period: Period;
  readonly points: readonly KnownPoint[];
  readonly source: FactSource;
}

/** The highest and the lowest point; of a single one only what it was, and of equal ones that they are. */
function sayEnds(
  book: FactBook,
  { metric, grain, filter, period, points, source }: Ends,
): { text: string; title: string } {
  const name = subject(book, metric, filter);
  const say = ({ y }: KnownPoint) => book.metric(metric, y, { source });
  const at = (point: KnownPoint) =>
    `${say(point)} (${grain === 'week' ? 'the week from ' : ''}${nameBucket(book, grain, point.t)})`;
  const high = points.toSorted((a, b) => b.y - a.y)[0];
  const low = points.toSorted((a, b) => a.y - b.y)[0];
  if (!high || !low) return { text: '', title: '' };
  if (points.length === 1) {
    const only = { start: high.t, end: endOfBucket(high.t, grain) };
    const text = `${name} ${verb(metric, only)} ${say(high)} ${when(book, only)}`;
    return { text: `${text}.`, title: text };
  }
  const scope = `${name} per ${grain} ${when(book, period)}`;
  if (high.y === low.y)
    return { text: `${scope}: the same throughout, ${say(high)}.`, title: `${name}: ${say(high)} throughout` };
  return {
    text: `${scope}: the highest was ${at(high)}, the lowest ${at(low)}.`,
    title: `${name} peaked at ${at(high)}`,
  };
}

/** Said when the answer is in another grain than the one asked for. */
function sayGrain(book: FactBook, metric: MetricDefinition, shown: Grain, asked: Grain): SectionTemplate[] {
  if (shown === asked) return [];
  const name = subjectInside(book, metric, {});
  const template =
    metric.grain === shown && shown !== 'day'
      ? `Your data has ${name} by the ${shown} only.`
      : `There is no whole ${asked} in this period, so here it is by the ${shown}.`;
  return [{ kind: 'caveat', template }];
}

const COLUMN: Record<Grain, string> = { day: 'Day', week: 'Week from', month: 'Month', quarter: 'Quarter' };

/** A day with its weekday, a week by its first day, a month or a quarter by its name. */
function nameBucket(book: FactBook, grain: Grain, start: string): string {
  if (grain === 'month' || grain === 'quarter')
    return book.period(COLUMN[grain], { start, end: endOfBucket(start, grain) });
  return book.date('Day', start, { weekday: grain === 'day' });
}

function listPoints(book: FactBook, series: MetricSeries, source: FactSource): TableTemplate {
  const unknown = { open: '–', closed: 'closed', gap: 'no data' } as const;
  const shown = series.points.slice(-MAX_TABLE_ROWS);
  const first = shown[0]?.t ?? '';
  const cut = series.points.length > shown.length ? `, from ${nameBucket(book, series.grain, first)} on` : '';
  return {
    title: `${book.name(series.metric.label)} per ${series.grain}${cut}`,
    columns: [
      { label: COLUMN[series.grain], align: 'left' },
      { label: book.name(series.metric.label), align: 'right' },
    ],
    rows: shown.map(({ t, y, state }) => [
      nameBucket(book, series.grain, t),
      y === null
        ? unknown[state]
        : book.metric(series.metric, y, { source, period: { start: t, end: endOfBucket(t, series.grain) } }),
    ]),
  };
}
