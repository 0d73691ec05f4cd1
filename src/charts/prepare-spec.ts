import type { BarsChart, BeforeAfterChart, ChartSpec, WaterfallChart } from '../contracts/chart.ts';
import { UserError } from '../contracts/errors.ts';
import { cleanLine, cleanName } from './clean-text.ts';
import {
  prepareBacktest,
  prepareDecomposition,
  prepareEvents,
  prepareForecast,
  preparePoints,
  prepareScenarios,
} from './prepare-forecast.ts';
import { prepareResponse, prepareRoster, prepareStock } from './prepare-plan.ts';
import { areFinite, inOrder } from './prepare-values.ts';

/**
 * The same chart, safe to draw: texts on one line and cut to length, points in order of time,
 * numbers that are no numbers taken as missing.
 * @throws UserError `nothing-to-draw` when no number is left; BugError `chart-date` for a date that is none
 */
export function prepareSpec(spec: ChartSpec): ChartSpec {
  const prepared = { ...prepareKind(spec), ...prepareTexts(spec) };
  if (!hasNumbers(prepared)) {
    throw new UserError('There are no numbers to draw here.', {
      code: 'nothing-to-draw',
      advice: 'Choose a time that has numbers, or add a file that covers it.',
    });
  }
  return prepared;
}

function prepareTexts(spec: ChartSpec) {
  return {
    title: cleanLine(spec.title),
    subtitle: cleanLine(spec.subtitle ?? '') || undefined,
    footnote: cleanLine(spec.footnote ?? '') || undefined,
  };
}

function prepareKind(spec: ChartSpec): ChartSpec {
  switch (spec.kind) {
    case 'trend':
      return {
        ...spec,
        series: spec.series.map((s) => ({ label: cleanName(s.label), points: preparePoints(s.points) })),
        highlight: spec.highlight && { ...spec.highlight, label: cleanName(spec.highlight.label) },
        events: prepareEvents(spec.events),
        expected: spec.expected && inOrder(spec.expected.filter((e) => areFinite(e.low, e.high))),
      };
    case 'forecast-band':
      return prepareForecast(spec);
    case 'decomposition':
      return prepareDecomposition(spec);
    case 'scenarios':
      return prepareScenarios(spec);
    case 'backtest':
      return prepareBacktest(spec);
    case 'bars':
      return prepareBars(spec);
    case 'waterfall':
      return prepareWaterfall(spec);
    case 'before-after':
      return prepareRows(spec);
    case 'stock':
      return prepareStock(spec);
    case 'roster':
      return prepareRoster(spec);
    case 'response':
      return prepareResponse(spec);
  }
}

function prepareBars(spec: BarsChart): BarsChart {
  const bars = spec.bars.filter((b) => areFinite(b.value)).map((b) => ({ ...b, label: cleanName(b.label) }));
  if (spec.order === 'given') return { ...spec, bars };
  const allNegative = bars.every((b) => b.value <= 0);
  return { ...spec, bars: bars.toSorted((a, b) => (allNegative ? a.value - b.value : b.value - a.value)) };
}

function prepareWaterfall(spec: WaterfallChart): WaterfallChart {
  return {
    ...spec,
    from: { ...spec.from, label: cleanName(spec.from.label) },
    steps: spec.steps.filter((s) => areFinite(s.delta)).map((s) => ({ ...s, label: cleanName(s.label) })),
    to: { ...spec.to, label: cleanName(spec.to.label) },
  };
}

function prepareRows(spec: BeforeAfterChart): BeforeAfterChart {
  return {
    ...spec,
    beforeLabel: cleanName(spec.beforeLabel),
    afterLabel: cleanName(spec.afterLabel),
    rows: spec.rows.filter((r) => areFinite(r.before, r.after)).map((r) => ({ ...r, label: cleanName(r.label) })),
  };
}

function hasNumbers(spec: ChartSpec): boolean {
  switch (spec.kind) {
    case 'trend':
      return spec.series.some((s) => s.points.some((p) => p.y !== null));
    case 'forecast-band':
      return spec.forecast.length > 0 || spec.history.some((p) => p.y !== null);
    case 'decomposition':
      return spec.values.some((p) => p.y !== null);
    case 'scenarios':
      return spec.scenarios.length > 0;
    case 'backtest':
      return spec.forecasts.length > 0 && spec.actual.some((p) => p.y !== null);
    case 'bars':
      return spec.bars.length > 0;
    case 'waterfall':
      return areFinite(spec.from.value, spec.to.value);
    case 'before-after':
      return spec.rows.length > 0;
    case 'stock':
      return spec.panels.length > 0;
    case 'roster':
      return spec.days.length > 0 && spec.rows.length > 0;
    case 'response':
      return spec.curves.length > 0;
  }
}
