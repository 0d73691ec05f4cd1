import type {
  BacktestChart,
  ChartEvent,
  DecompositionChart,
  DecompositionCourse,
  ForecastChart,
  RepliedTable,
  ScenariosChart,
} from '../contracts/chart.ts';
import type { IsoDate } from '../contracts/period.ts';
import type { WritingStyle } from './chart-style.ts';
import { dayNumber, formatTableDate } from './format-date.ts';
import { formatFullChange } from './format-number.ts';
import { EMPTY, left, listDates, right, writeCell } from './table-parts.ts';

/** Past, forecast and ranges; the innermost range only where some point has it. */
export function tableOfForecast(spec: ForecastChart, format: WritingStyle): RepliedTable {
  const history = new Map(spec.history.map((p) => [p.t, p.y]));
  const forecast = new Map(spec.forecast.map((f) => [f.t, f]));
  const events = spec.events ?? [];
  const write = (v: number | null | undefined) => writeCell(v, spec.unit, format);
  const { target } = spec;
  const withCore = spec.forecast.some((f) => f.low50 !== undefined && f.high50 !== undefined);
  const dates = listDates([...history.keys(), ...forecast.keys(), ...events.map((e) => e.t)]);
  return {
    title: spec.title,
    columns: [
      left('Date'),
      right(spec.label),
      right('Forecast'),
      ...(withCore ? [right('50% from'), right('50% to')] : []),
      ...['80% from', '80% to', '95% from', '95% to'].map(right),
      ...(target ? [right(target.label)] : []),
      ...(events.length > 0 ? [left('Event')] : []),
    ],
    rows: dates.map((t) => {
      const f = forecast.get(t);
      return [
        formatTableDate(dayNumber(t), spec.grain, format),
        ...[history.get(t), f?.y].map(write),
        ...(withCore ? [f?.low50, f?.high50].map(write) : []),
        ...[f?.low80, f?.high80, f?.low95, f?.high95].map(write),
        ...(target ? [write(target.value)] : []),
        ...(events.length > 0 ? [nameEvents(events, t)] : []),
      ];
    }),
  };
}

/** A row a date with a column a part; below, a row for each step of what repeats, named after its part. */
export function tableOfDecomposition(spec: DecompositionChart, format: WritingStyle): RepliedTable {
  const values = new Map(spec.values.map((p) => [p.t, p]));
  const courses = spec.parts.filter((part): part is DecompositionCourse => 'points' in part);
  const columns = courses.map((part) => ({ part, points: new Map(part.points.map((p) => [p.t, p])) }));
  const dates = listDates([...values.keys(), ...columns.flatMap(({ points }) => [...points.keys()])]);
  const change = (v: number | null | undefined) =>
    typeof v === 'number' && Number.isFinite(v) ? formatFullChange(v, spec.unit, format) : EMPTY;
  const steps = spec.parts.flatMap((part) =>
    'profile' in part ? part.profile.map((step) => ({ ...step, of: part.label })) : [],
  );
  const future = new Set([...spec.values, ...courses.flatMap((c) => c.points)].filter((p) => p.future).map((p) => p.t));
  const events = courses.flatMap((part) => part.points.flatMap(({ t, label }) => (label ? [{ t, label }] : [])));
  const named = events.length > 0;
  return {
    title: spec.title,
    columns: [
      left('When'),
      left('Kind'),
      right(spec.label),
      ...courses.map((part) => right(part.label)),
      ...(named ? [left('Event')] : []),
      ...(steps.length > 0 ? [right('Adds')] : []),
    ],
    rows: [
      ...dates.map((t) => [
        formatTableDate(dayNumber(t), spec.grain, format),
        future.has(t) ? 'Forecast' : 'Past',
        writeCell(values.get(t)?.y, spec.unit, format),
        ...columns.map(({ part, points }) => {
          const y = points.get(t)?.y;
          return part.level ? writeCell(y, spec.unit, format) : change(y);
        }),
        ...(named ? [nameEvents(events, t)] : []),
        ...(steps.length > 0 ? [EMPTY] : []),
      ]),
      ...steps.map((step) => [
        step.label,
        step.of,
        EMPTY,
        ...courses.map(() => EMPTY),
        ...(named ? [''] : []),
        change(step.value),
      ]),
    ],
  };
}

/** A column a scenario, with its range where it has one. */
export function tableOfScenarios(spec: ScenariosChart, format: WritingStyle): RepliedTable {
  const history = new Map(spec.history.map((p) => [p.t, p.y]));
  const lines = spec.scenarios.map((line) => ({
    line,
    points: new Map(line.points.map((p) => [p.t, p])),
    ranged: line.points.some((p) => p.low80 !== undefined && p.high80 !== undefined),
  }));
  const events = spec.events ?? [];
  const write = (v: number | null | undefined) => writeCell(v, spec.unit, format);
  const dates = listDates([
    ...history.keys(),
    ...lines.flatMap(({ points }) => [...points.keys()]),
    ...events.map((e) => e.t),
  ]);
  return {
    title: spec.title,
    columns: [
      left('Date'),
      right(spec.label),
      ...lines.flatMap(({ line, ranged }) => [
        right(line.label),
        ...(ranged ? [right(`${line.label}: 80% from`), right(`${line.label}: 80% to`)] : []),
      ]),
      ...(events.length > 0 ? [left('Event')] : []),
    ],
    rows: dates.map((t) => [
      formatTableDate(dayNumber(t), spec.grain, format),
      write(history.get(t)),
      ...lines.flatMap(({ points, ranged }) => {
        const p = points.get(t);
        return [write(p?.y), ...(ranged ? [write(p?.low80), write(p?.high80)] : [])];
      }),
      ...(events.length > 0 ? [nameEvents(events, t)] : []),
    ]),
  };
}

/** A row a forecast value: when it was made, what it said, what came, and whether that lay inside the range. */
export function tableOfBacktest(spec: BacktestChart, format: WritingStyle): RepliedTable {
  const actual = new Map(spec.actual.map((p) => [p.t, p.y]));
  const forecastOf = new Set(spec.forecasts.flatMap((f) => f.points.map((p) => p.t)));
  const write = (v: number | null | undefined) => writeCell(v, spec.unit, format);
  const date = (t: IsoDate) => formatTableDate(dayNumber(t), spec.grain, format);
  const before = listDates([...actual.keys()].filter((t) => !forecastOf.has(t)));
  const rows = spec.forecasts.flatMap(({ madeOn, points }) =>
    points.map((p) => {
      const came = actual.get(p.t) ?? null;
      const verdict = came === null ? EMPTY : isInside(came, p) ? 'Yes' : 'No';
      return { t: p.t, cells: [date(p.t), write(came), date(madeOn), ...[p.y, p.low80, p.high80].map(write), verdict] };
    }),
  );
  const plain = before.map((t) => ({
    t,
    cells: [date(t), write(actual.get(t)), ...Array.from({ length: 5 }, () => EMPTY)],
  }));
  return {
    title: spec.title,
    columns: [
      left('Date'),
      right(spec.label),
      left('Known up to'),
      ...['Forecast', '80% from', '80% to'].map(right),
      left('Inside the range'),
    ],
    rows: [...plain, ...rows].toSorted((a, b) => (a.t < b.t ? -1 : a.t > b.t ? 1 : 0)).map(({ cells }) => cells),
  };
}

/** Did it come out as the range said? Both ends belong to it. */
export function isInside(came: number, range: { readonly low80: number; readonly high80: number }): boolean {
  return came >= range.low80 && came <= range.high80;
}

export function nameEvents(events: readonly ChartEvent[], t: IsoDate): string {
  return events
    .filter((e) => e.t === t)
    .map((e) => e.label)
    .join('; ');
}
