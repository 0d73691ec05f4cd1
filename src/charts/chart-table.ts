import type {
  BarsChart,
  BeforeAfterChart,
  ChartSpec,
  RepliedTable,
  TrendChart,
  WaterfallChart,
} from '../contracts/chart.ts';
import type { WritingStyle } from './chart-style.ts';
import {
  nameEvents,
  tableOfBacktest,
  tableOfDecomposition,
  tableOfForecast,
  tableOfScenarios,
} from './forecast-table.ts';
import { dayNumber, formatTableDate } from './format-date.ts';
import { formatFullChange } from './format-number.ts';
import { tableOfResponse, tableOfRoster, tableOfStock } from './plan-table.ts';
import { EMPTY, left, listDates, right, writeCell } from './table-parts.ts';

/** Every number of a chart as a table, in full and in the company's format. Names are whole, not cut as in the picture. */
export function chartTable(spec: ChartSpec, format: WritingStyle): RepliedTable {
  switch (spec.kind) {
    case 'trend':
      return tableOfTrend(spec, format);
    case 'forecast-band':
      return tableOfForecast(spec, format);
    case 'decomposition':
      return tableOfDecomposition(spec, format);
    case 'scenarios':
      return tableOfScenarios(spec, format);
    case 'backtest':
      return tableOfBacktest(spec, format);
    case 'bars':
      return tableOfBars(spec, format);
    case 'waterfall':
      return tableOfWaterfall(spec, format);
    case 'before-after':
      return tableOfRows(spec, format);
    case 'stock':
      return tableOfStock(spec, format);
    case 'roster':
      return tableOfRoster(spec, format);
    case 'response':
      return tableOfResponse(spec, format);
  }
}

function tableOfTrend(spec: TrendChart, format: WritingStyle): RepliedTable {
  const series = spec.series.map((s) => new Map(s.points.map((p) => [p.t, p.y])));
  const expected = new Map((spec.expected ?? []).map((e) => [e.t, e]));
  const events = spec.events ?? [];
  const write = (v: number | null | undefined) => writeCell(v, spec.unit, format);
  const dates = listDates([...series.flatMap((s) => [...s.keys()]), ...expected.keys(), ...events.map((e) => e.t)]);
  return {
    title: spec.title,
    columns: [
      { label: 'Date', align: 'left' },
      ...spec.series.map((s) => right(s.label)),
      ...(expected.size > 0 ? [right('Usual, from'), right('Usual, to')] : []),
      ...(events.length > 0 ? [left('Event')] : []),
    ],
    rows: dates.map((t) => [
      formatTableDate(dayNumber(t), spec.grain, format),
      ...series.map((s) => write(s.get(t))),
      ...(expected.size > 0 ? [write(expected.get(t)?.low), write(expected.get(t)?.high)] : []),
      ...(events.length > 0 ? [nameEvents(events, t)] : []),
    ]),
  };
}

function tableOfBars(spec: BarsChart, format: WritingStyle): RepliedTable {
  return {
    title: spec.title,
    columns: [left('Name'), right('Value')],
    rows: spec.bars.map((b) => [b.label, writeCell(b.value, spec.unit, format)]),
  };
}

function tableOfWaterfall(spec: WaterfallChart, format: WritingStyle): RepliedTable {
  let level = spec.from.value;
  const steps = spec.steps.map((s) => {
    level += s.delta;
    const change = Number.isFinite(s.delta) ? formatFullChange(s.delta, spec.unit, format) : EMPTY;
    return [s.label, change, writeCell(level, spec.unit, format)];
  });
  return {
    title: spec.title,
    columns: [left('Step'), right('Change'), right('Total after it')],
    rows: [
      [spec.from.label, EMPTY, writeCell(spec.from.value, spec.unit, format)],
      ...steps,
      [spec.to.label, EMPTY, writeCell(spec.to.value, spec.unit, format)],
    ],
  };
}

function tableOfRows(spec: BeforeAfterChart, format: WritingStyle): RepliedTable {
  const marked = spec.rows.some((r) => r.mark);
  return {
    title: spec.title,
    columns: [
      left('Name'),
      right(spec.beforeLabel),
      right(spec.afterLabel),
      right('Change'),
      ...(marked ? [left('Note')] : []),
    ],
    rows: spec.rows.map((r) => {
      const change = r.after - r.before;
      return [
        r.label,
        writeCell(r.before, spec.unit, format),
        writeCell(r.after, spec.unit, format),
        Number.isFinite(change) ? formatFullChange(change, spec.unit, format) : EMPTY,
        ...(marked ? [r.mark ? 'Not tried before' : ''] : []),
      ];
    }),
  };
}
