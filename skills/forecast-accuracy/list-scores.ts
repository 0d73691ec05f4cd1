import type { TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { subject } from '../ask-metric/phrases.ts';
import type { ScoredSeries } from './gather-scores.ts';
import { nameStep } from './say-accuracy.ts';
import { HELD, nameSteps, sayMiss } from './say-miss.ts';
import { wholeCounts } from './whole-counts.ts';

const MOST_ROWS = 31;

/** Each step that was forecast with what came, the newest first. */
export function listScores(book: FactBook, series: ScoredSeries, name: Slot): TableTemplate {
  const { metric, grain, scores } = series;
  const cell = (value: number, what: string) =>
    book.metric(metric, value, { label: `${metric.label}, ${what}`, source: HELD, ...wholeCounts(metric, value) });
  return {
    title: `${name}, expected and what came`,
    columns: [
      { label: `${grain.charAt(0).toUpperCase()}${grain.slice(1)}`, align: 'left' },
      { label: 'Expected', align: 'right' },
      { label: 'Low', align: 'right' },
      { label: 'High', align: 'right' },
      { label: 'Came', align: 'right' },
      { label: 'In range', align: 'left' },
    ],
    rows: scores
      .slice(-MOST_ROWS)
      .toReversed()
      .map((score) => [
        nameStep(book, score, grain, 'Forecast for'),
        cell(score.expected, 'expected'),
        cell(score.low80, 'low'),
        cell(score.high80, 'high'),
        cell(score.actual, 'came'),
        score.actual < score.low80 ? 'below' : score.actual > score.high80 ? 'above' : 'yes',
      ]),
  };
}

/** Every number that was forecast, side by side. */
export function listSeries(book: FactBook, all: readonly ScoredSeries[]): TableTemplate {
  return {
    title: 'How far off my forecasts were',
    columns: [
      { label: 'Number', align: 'left' },
      { label: 'Known by now', align: 'right' },
      { label: 'Average miss', align: 'right' },
      { label: 'Simple guess', align: 'right' },
      { label: 'In range', align: 'right' },
    ],
    rows: all
      .slice(0, MOST_ROWS)
      .map(({ metric, filter, grain, summary: { count, miss, against, held } }) => [
        subject(book, metric, filter),
        `${book.count('Forecasts known by now', count, { source: HELD })} ${nameSteps(grain, count)}`,
        sayMiss(book, metric, miss, `${metric.label}, average miss`, against?.naive),
        against === null ? '–' : sayMiss(book, metric, against.naive, `${metric.label}, simple guess`, miss),
        book.percent(`${metric.label}, inside the range`, held / count, { decimals: 0, source: HELD }),
      ]),
  };
}
