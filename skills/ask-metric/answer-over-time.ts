import type { TrendChart } from '../../src/contracts/chart.ts';
import type { Grain, Period } from '../../src/contracts/period.ts';
import type { SectionTemplate, SkillResult, TableTemplate } from '../../src/contracts/skill.ts';
import type { AskMetricInput } from '../../src/contracts/understanding.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { endOfBucket } from '../../src/metrics/calendar.ts';
import type { MetricSeries } from '../../src/metrics/metric-series.ts';
import type { SkillContext } from '../context.ts';
import { metricWorking, rowsSource } from '../working.ts';
import { nothingFound, subject, subjectInside } from './phrases.ts';

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
  const series = await ctx.read((metrics) =>
    metrics.series({ metric: input.metric, filter, period: input.period, grain: input.over }),
  );
  const name = subject(book, series.metric, filter);
  const known = series.points.flatMap(({ t, y }): KnownPoint[] => (y === null ? [] : [{ t, y }]));
  const working = metricWorking(series.metric, {
    filter,
    sources: series.sources,
    period: input.period,
    leftOut: series.grain === 'day' ? [] : [`A ${series.grain} that the period covers only in part is left out.`],
    steps: [`Read ${series.metric.label} per ${series.grain} for ${input.period.start} to ${input.period.end}.`],
  });
  const high = known.toSorted((a, b) => b.y - a.y)[0];
  const low = known.toSorted((a, b) => a.y - b.y)[0];
  if (!high || !low) {
    return {
      facts: book.facts,
      sections: [nothingFound(ctx, book, subjectInside(book, series.metric, filter), input.period)],
      charts: [],
      tables: [],
      followUps: [],
      working,
    };
  }
  const source = rowsSource(series.metric, filter, input.period, series.sources);
  const say = (point: KnownPoint) =>
    `${book.metric(series.metric, point.y, { source })} (${nameBucket(book, series.grain, point.t)})`;
  const period = book.period('Period', input.period);
  const answer = `${name} per ${series.grain} for ${period}: the highest was ${say(high)}, the lowest ${say(low)}.`;
  const sections: SectionTemplate[] = [{ kind: 'answer', template: answer }];
  const chart: TrendChart = {
    kind: 'trend',
    grain: series.grain,
    title: `${name} peaked at ${say(high)}`,
    subtitle: `Per ${series.grain}, ${period}`,
    alt: answer,
    unit: series.metric.unit,
    series: [{ label: series.metric.label, points: series.points.map(({ t, y }) => ({ t, y })) }],
  };
  return {
    facts: book.facts,
    sections,
    charts: known.length >= 3 ? [chart] : [],
    tables: [listPoints(book, series, source)],
    followUps: [
      {
        label: 'What comes next?',
        kind: 'ask',
        call: { skill: 'forecast-metric', input: { metric: input.metric, filter, horizonDays: 14 } },
      },
    ],
    working,
  };
}

const COLUMN: Record<Grain, string> = { day: 'Day', week: 'Week from', month: 'Month' };

/** A day with its weekday, a week by its first day, a month by its name. */
function nameBucket(book: FactBook, grain: Grain, start: string): string {
  if (grain === 'month') return book.period('Month', { start, end: endOfBucket(start, grain) });
  return book.date('Day', start, { weekday: grain === 'day' });
}

function listPoints(
  book: FactBook,
  series: MetricSeries,
  source: Parameters<FactBook['metric']>[2]['source'],
): TableTemplate {
  const unknown = { open: '–', closed: 'closed', gap: 'no data' } as const;
  return {
    title: `${book.name(series.metric.label)} per ${series.grain}`,
    columns: [
      { label: COLUMN[series.grain], align: 'left' },
      { label: book.name(series.metric.label), align: 'right' },
    ],
    rows: series.points
      .slice(-MAX_TABLE_ROWS)
      .map(({ t, y, state }) => [
        nameBucket(book, series.grain, t),
        y === null ? unknown[state] : book.metric(series.metric, y, { source, period: { start: t, end: t } }),
      ]),
  };
}
