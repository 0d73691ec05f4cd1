/**
 * How good is the forecasting engine on a real restaurant? Rolling origins over the last 26 weeks, seven and fourteen
 * days ahead, against "same day last week". Exit code 1 when the engine does not win.
 *
 *   npm run eval:forecast-restaurant -- --data FILE [--json]
 *
 * FILE: a wide CSV with `date`, `is_closed` (0 or 1) and one column of portions per dish.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { forecast } from '../../src/engines/forecaster/forecast.ts';
import type { ForecastPoint } from '../../src/engines/forecaster/types.ts';

const DISHES = ['calamari', 'fish', 'shrimp', 'chicken', 'koefte', 'lamb', 'steak'];
const WEEKS = 26;
/** Days between origins: not a divisor of seven, so that every weekday comes first. */
const STRIDE = 3;

interface Row {
  readonly horizon: number;
  readonly model: string;
  readonly wape: number;
  readonly mase: number;
  readonly coverage80?: number;
  readonly coverage95?: number;
  readonly totalCoverage80?: number;
  readonly totalCoverage95?: number;
}

const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } });
if (values.data === undefined) stop('Please name the file: npm run eval:forecast-restaurant -- --data FILE');
const points = readPoints(values.data);
const rows = [7, 14].flatMap((horizon) => evaluate(points, horizon));
const won = [7, 14].every((horizon) => {
  const [engine, naive] = rows.filter((row) => row.horizon === horizon);
  return engine !== undefined && naive !== undefined && engine.wape < naive.wape;
});
if (values.json) console.log(JSON.stringify({ rows, won }));
else printTable();
process.exitCode = won ? 0 : 1;

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}

function readPoints(file: string): ForecastPoint[] {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    stop(`There is no file at ${file}. Please check the path after --data.`);
  }
  const records: Record<string, string>[] = parse(text, { columns: true, bom: true, skip_empty_lines: true });
  const missing = ['date', 'is_closed', ...DISHES].filter((column) => !(column in (records[0] ?? {})));
  if (missing.length > 0) stop(`${file} has no column ${missing.join(', ')}.`);
  const read = records.map((record): ForecastPoint => {
    const closed = record.is_closed === '1';
    const total = DISHES.reduce((sum, dish) => sum + Number(record[dish]), 0);
    return { t: record.date ?? '', y: closed ? null : total, state: closed ? 'closed' : 'open' };
  });
  if (read.length < WEEKS * 7 + 60) stop(`${file} has ${read.length} days; it takes at least ${WEEKS * 7 + 60}.`);
  return read;
}

/** Rows of the engine and of the yardstick for one horizon. The future's closed days are known, as to an owner. */
function evaluate(all: readonly ForecastPoint[], horizon: number): Row[] {
  const engine = { error: 0, inside80: 0, inside95: 0 };
  const totals = { inside80: 0, inside95: 0, count: 0 };
  let naiveError = 0;
  let actuals = 0;
  let count = 0;
  const begin = all.length - WEEKS * 7;
  for (let origin = begin; origin + horizon <= all.length; origin += STRIDE) {
    const future = all.slice(origin, origin + horizon);
    const history = all.slice(0, origin);
    const knownClosed = future.filter(({ state }) => state === 'closed').map(({ t }) => t);
    const windows = [{ from: 1, to: horizon }];
    const output = forecast({ points: history, grain: 'day', horizon, nonNegative: true, knownClosed, windows });
    if (!output.ok) stop(`The engine refused: ${output.reason}.`);
    future.forEach(({ y }, h) => {
      const step = output.points[h];
      if (y === null || step === undefined) return;
      engine.error += Math.abs(y - step.y);
      engine.inside80 += y >= step.low80 && y <= step.high80 ? 1 : 0;
      engine.inside95 += y >= step.low95 && y <= step.high95 ? 1 : 0;
      naiveError += Math.abs(y - sameDayLastWeek(history, h));
      actuals += y;
      count += 1;
    });
    const total = future.reduce((sum, { y }) => sum + (y ?? 0), 0);
    const window = output.windowTotals[0];
    if (window === undefined) continue;
    totals.inside80 += total >= window.low80 && total <= window.high80 ? 1 : 0;
    totals.inside95 += total >= window.low95 && total <= window.high95 ? 1 : 0;
    totals.count += 1;
  }
  const scale = weeklyScale(all.slice(0, begin));
  return [
    {
      horizon,
      model: 'engine',
      wape: engine.error / actuals,
      mase: engine.error / count / scale,
      coverage80: engine.inside80 / count,
      coverage95: engine.inside95 / count,
      totalCoverage80: totals.inside80 / totals.count,
      totalCoverage95: totals.inside95 / totals.count,
    },
    { horizon, model: 'same day last week', wape: naiveError / actuals, mase: naiveError / count / scale },
  ];
}

/** The newest open day with the weekday of step `h`. */
function sameDayLastWeek(history: readonly ForecastPoint[], h: number): number {
  for (let t = history.length + h - 7; t >= 0; t -= 7) {
    const y = history[t]?.y ?? null;
    if (y !== null) return y;
  }
  return 0;
}

/** Mean |change| from one week to the next: the scale of MASE. */
function weeklyScale(history: readonly ForecastPoint[]): number {
  const changes = history.flatMap(({ y }, t) => {
    const before = history[t - 7]?.y ?? null;
    return y === null || before === null ? [] : [Math.abs(y - before)];
  });
  return changes.reduce((a, b) => a + b, 0) / changes.length;
}

function printTable(): void {
  const percent = (value: number | undefined) => (value === undefined ? '' : `${(100 * value).toFixed(1)}%`);
  console.log('days  model               WAPE    MASE   in 80%  in 95%  total in 80%  total in 95%');
  for (const row of rows) {
    const cells = [
      String(row.horizon).padEnd(6),
      row.model.padEnd(20),
      percent(row.wape).padEnd(8),
      row.mase.toFixed(3).padEnd(7),
      percent(row.coverage80).padEnd(8),
      percent(row.coverage95).padEnd(8),
      percent(row.totalCoverage80).padEnd(14),
      percent(row.totalCoverage95),
    ];
    console.log(cells.join('').trimEnd());
  }
  console.log(won ? 'The engine beats "same day last week".' : 'The engine does NOT beat "same day last week".');
}
