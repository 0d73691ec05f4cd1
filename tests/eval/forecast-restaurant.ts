/**
 * How good is the forecasting engine on a real restaurant, and do holidays and weather help? Rolling origins over the
 * last 26 weeks, seven and fourteen days ahead, beside "same day last week", each single model, and R's `forecast`
 * where Rscript is there. Exit code 1 when the engine does not win or the error does not fall.
 *
 *   npm run eval:forecast-restaurant -- --data FILE [--place DE-BW] [--stride 3] [--no-r] [--json]
 *
 * FILE: a wide CSV with `date`, `is_closed` (0 or 1), one column of portions per dish, and weather. Takes a few minutes.
 */
import { parseArgs } from 'node:util';
import { addDays } from '../../src/calendar/civil-day.ts';
import { publicHolidays } from '../../src/calendar/holidays/public-holidays.ts';
import { listHolidayRegressors } from '../../src/engines/forecaster/effects/holiday-regressors.ts';
import { forecast } from '../../src/engines/forecaster/forecast.ts';
import type { ModelName, Regressor } from '../../src/engines/forecaster/types.ts';
import { readRestaurant } from './forecast-restaurant/read-restaurant.ts';
import { runR } from './forecast-restaurant/run-r.ts';
import type { MadeForecast, Score } from './forecast-restaurant/score.ts';
import { sameDayLastWeek, scoreForecasts, weeklyScale } from './forecast-restaurant/score.ts';
import { usualWeather } from './forecast-restaurant/usual-weather.ts';

const WEEKS = 26;
const HORIZONS = [7, 14];
const LONGEST = 14;
const SINGLE: readonly ModelName[] = ['ets', 'theta', 'mstl', 'boosting', 'arima'];

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    place: { type: 'string', default: 'DE-BW' },
    // Not a divisor of seven, so that every weekday comes first.
    stride: { type: 'string', default: '3' },
    'no-r': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

async function run(): Promise<boolean> {
  if (options.data === undefined)
    throw new Error('Please name the file: npm run eval:forecast-restaurant -- --data FILE');
  const { points, weather } = readRestaurant(options.data, WEEKS * 7 + 60);
  const first = points.length - WEEKS * 7;
  const stride = Math.max(1, Math.round(Number(options.stride) || 3));
  const origins: number[] = [];
  for (let origin = first; origin + 7 <= points.length; origin += stride) origins.push(origin);
  const start = points[0]?.t ?? '';
  const r = options['no-r']
    ? null
    : runR(
        points.map(({ y }) => y),
        origins,
        LONGEST,
      );

  const feasts = await publicHolidays(options.place, start, addDays(start, points.length + LONGEST));
  const daysOff = feasts.filter(({ kind }) => kind === 'public' || kind === 'bank');
  const holidays = (origin: number): Regressor[] =>
    listHolidayRegressors(daysOff, { start, grain: 'day', steps: origin + LONGEST, past: origin });
  const measured = (origin: number): Regressor[] =>
    weather.map(({ name, values }) => ({ name, kind: 'number', values: listDays(origin, (t) => values[t] ?? null) }));
  const expected = (origin: number): Regressor[] =>
    weather.map(({ name, values }) => ({
      name,
      kind: 'number',
      values: listDays(origin, (t) => (t < origin ? (values[t] ?? null) : usualWeather(values, origin, t))),
    }));

  const made = new Map<string, readonly MadeForecast[]>();
  const add = (name: string, make: (origin: number) => MadeForecast) => made.set(name, origins.map(make));
  const withEngine = (regressors: readonly Regressor[], origin: number, model?: ModelName): MadeForecast => {
    const future = points.slice(origin, origin + LONGEST);
    const output = forecast({
      points: points.slice(0, origin),
      grain: 'day',
      horizon: LONGEST,
      nonNegative: true,
      // The future's closed days are known, as to an owner.
      knownClosed: future.filter(({ state }) => state === 'closed').map(({ t }) => t),
      windows: HORIZONS.map((to) => ({ from: 1, to })),
      regressors,
      ...(model === undefined ? {} : { model }),
    });
    if (!output.ok) throw new Error(`The engine refused: ${output.reason}.`);
    return {
      origin,
      values: output.points.map(({ y }) => y),
      low80: output.points.map(({ low80 }) => low80),
      high80: output.points.map(({ high80 }) => high80),
      low95: output.points.map(({ low95 }) => low95),
      high95: output.points.map(({ high95 }) => high95),
      totals: output.windowTotals,
    };
  };
  add('same day last week', (origin) => ({ origin, values: sameDayLastWeek(points.slice(0, origin), LONGEST) }));
  for (const model of SINGLE) add(`${model} alone`, (origin) => withEngine([], origin, model));
  add('engine', (origin) => withEngine([], origin));
  add('engine, holidays', (origin) => withEngine(holidays(origin), origin));
  if (weather.length > 0) {
    add('engine, holidays, weather', (origin) => withEngine([...holidays(origin), ...measured(origin)], origin));
    add('engine, holidays, usual weather', (origin) => withEngine([...holidays(origin), ...expected(origin)], origin));
  }
  const fromR = (await r) ?? new Map<string, ReadonlyMap<number, readonly number[]>>();
  for (const [name, byOrigin] of fromR) add(`R ${name}`, (origin) => ({ origin, values: byOrigin.get(origin) ?? [] }));

  const scale = weeklyScale(points.slice(0, first));
  const rows = HORIZONS.flatMap((horizon) =>
    [...made].map(([name, forecasts]) => scoreForecasts(name, forecasts, points, horizon, scale)),
  );
  const checks = HORIZONS.flatMap((horizon) => check(rows.filter((row) => row.horizon === horizon)));
  const won = checks.every(({ holds }) => holds);
  if (options.json) console.log(JSON.stringify({ origins: origins.length, rows, checks, won }));
  else print(rows, checks);
  return won;
}

function listDays(origin: number, read: (t: number) => number | null): (number | null)[] {
  return Array.from({ length: origin + LONGEST }, (_, t) => read(t));
}

interface Check {
  readonly horizon: number;
  readonly claim: string;
  readonly holds: boolean;
}

/** What is claimed of one horizon's rows. Without R nothing is claimed about it. */
function check(rows: readonly Score[]): Check[] {
  const horizon = rows[0]?.horizon ?? 0;
  const errorOf = (name: string) => rows.find(({ model }) => model === name)?.wape ?? Number.NaN;
  const less = (claim: string, one: number, other: number): Check[] =>
    Number.isNaN(one) || Number.isNaN(other) ? [] : [{ horizon, claim, holds: one < other }];
  const bestOfR = Math.min(...rows.filter(({ model }) => model.startsWith('R ')).map(({ wape }) => wape));
  return [
    ...less('the engine beats "same day last week"', errorOf('engine'), errorOf('same day last week')),
    ...less('the engine with holidays beats R’s best', errorOf('engine, holidays'), bestOfR),
    ...less('the error falls with holidays', errorOf('engine, holidays'), errorOf('engine')),
    ...less('the error falls with weather', errorOf('engine, holidays, weather'), errorOf('engine, holidays')),
  ];
}

function print(rows: readonly Score[], checks: readonly Check[]): void {
  const percent = (value: number | undefined) => (value === undefined ? '' : `${(100 * value).toFixed(2)}%`);
  console.log('days  model                             WAPE     MASE   in 80%   in 95%   total in 80%  total in 95%');
  for (const row of rows) {
    const cells = [
      String(row.horizon).padEnd(6),
      row.model.padEnd(34),
      percent(row.wape).padEnd(9),
      row.mase.toFixed(3).padEnd(7),
      percent(row.coverage80).padEnd(9),
      percent(row.coverage95).padEnd(9),
      percent(row.totalCoverage80).padEnd(14),
      percent(row.totalCoverage95),
    ];
    console.log(cells.join('').trimEnd());
  }
  for (const { horizon, claim, holds } of checks) console.log(`${horizon} days: ${claim}: ${holds ? 'yes' : 'NO'}`);
}
