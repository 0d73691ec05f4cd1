import type { ChartPoint, ChartSpec, RepliedChart } from '../../../src/contracts/chart.ts';
import { cleanText, type DataVisualizationBlock } from './blocks.ts';
import { SLACK_LIMITS } from './limits.ts';

/** The reference named 6 series before it named 12; more than that nobody can tell apart anyway. */
const MOST_SERIES = 6;

interface Plotted {
  readonly type: 'line' | 'bar';
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

/**
 * A small chart as Slack's own block, where that says as much as the picture: no band, no events, no target, no steps,
 * all labels short enough to stand whole. null: draw the picture.
 */
export function drawNativeChart({ spec, table }: RepliedChart): DataVisualizationBlock | null {
  const plotted = plot(spec);
  // A share would stand there as 0.08: Slack writes the bare number.
  if (!plotted || spec.unit === 'percent') return null;
  const title = cleanText(spec.title).trim();
  if (title === '' || title.length > SLACK_LIMITS.chartTitle) return null;
  // The table has the same rows as the chart, already written as the company writes dates.
  const categories = table.rows.map((row) => cleanText(row[0] ?? '').trim());
  const names = plotted.series.map(({ name }) => cleanText(name).trim());
  const fits =
    areLabels(categories, SLACK_LIMITS.chartPoints) &&
    areLabels(names, MOST_SERIES) &&
    plotted.series.every(({ values }) => values.length === categories.length);
  if (!fits) return null;
  const series: DataVisualizationBlock['chart']['series'][number][] = [];
  for (const [at, { values }] of plotted.series.entries()) {
    const data = values.flatMap((value, i) => {
      const label = categories[i];
      return value === null || label === undefined || !Number.isFinite(value)
        ? []
        : [{ label, value: Math.round(value * 100) / 100 }];
    });
    // Slack wants a value for every label; a gap can only be drawn by the picture.
    if (data.length !== categories.length) return null;
    series.push({ name: names[at] ?? '', data });
  }
  const label = cleanText(spec.subtitle ?? '').trim();
  return {
    type: 'data_visualization',
    title,
    chart: {
      type: plotted.type,
      series,
      axis_config: {
        categories,
        ...(label !== '' && label.length <= SLACK_LIMITS.chartAxisLabel ? { y_label: label } : {}),
      },
    },
  };
}

function plot(spec: ChartSpec): Plotted | null {
  switch (spec.kind) {
    case 'trend':
      if (spec.expected?.length || spec.events?.length || spec.highlight) return null;
      return {
        type: 'line',
        series: spec.series.map(({ label, points }) => ({
          name: label,
          values: points.toSorted(byDate).map(({ y }) => y),
        })),
      };
    case 'bars':
      // The one the title speaks of would look like all others.
      if (spec.bars.some(({ accent }) => accent)) return null;
      return { type: 'bar', series: [{ name: nameBars(spec), values: spec.bars.map(({ value }) => value) }] };
    case 'before-after':
      // A mark (a change not to be missed) is drawn in the picture only.
      if (spec.rows.some(({ mark }) => mark !== undefined)) return null;
      return {
        type: 'bar',
        series: [
          { name: spec.beforeLabel, values: spec.rows.map(({ before }) => before) },
          { name: spec.afterLabel, values: spec.rows.map(({ after }) => after) },
        ],
      };
    case 'forecast-band':
    case 'decomposition':
    case 'scenarios':
    case 'backtest':
    case 'waterfall':
    case 'stock':
    case 'roster':
    case 'response':
      return null;
  }
}

const byDate = (a: ChartPoint, b: ChartPoint): number => (a.t < b.t ? -1 : 1);

const nameBars = ({ subtitle }: { readonly subtitle?: string }): string =>
  subtitle && subtitle.length <= SLACK_LIMITS.chartLabel ? subtitle : 'Value';

const areLabels = (labels: readonly string[], most: number): boolean =>
  labels.length > 0 &&
  labels.length <= most &&
  new Set(labels).size === labels.length &&
  labels.every((label) => label !== '' && label.length <= SLACK_LIMITS.chartLabel);
