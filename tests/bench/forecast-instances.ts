import { addDays } from '../../src/calendar/civil-day.ts';
import type { Grain } from '../../src/contracts/period.ts';
import { addSteps } from '../../src/engines/forecaster/series/step-dates.ts';
import type { ForecastInput, Regressor } from '../../src/engines/forecaster/types.ts';
import { seededNormal, seededRandom } from '../unit/forecaster/seeded-random.ts';

/** Series as small companies have them, the same for the same seed. */

const START = '2024-01-01';
const YEAR = 365.25;

function input(grain: Grain, values: readonly number[], horizon: number): ForecastInput {
  return {
    points: values.map((y, i) => ({ t: addSteps(START, grain, i), y: Math.max(0, y), state: 'open' })),
    grain,
    horizon,
    nonNegative: true,
    windows: [{ from: 1, to: horizon }],
  };
}

const WEEK = [0.8, 0.85, 0.9, 1, 1.2, 1.4, 0.85];

/** Daily sales with a week, a year and noise. */
function daily(days: number, seed: number): number[] {
  const normal = seededNormal(seededRandom(seed));
  return Array.from(
    { length: days },
    (_, t) => 1_000 * (WEEK[t % 7] ?? 1) * (1 + 0.25 * Math.sin((2 * Math.PI * t) / YEAR)) * (1 + 0.1 * normal()),
  );
}

/** Each on the same day every year, as a country's holidays mostly are. */
const HOLIDAYS = ['01-01', '04-19', '05-01', '05-30', '10-03', '12-24', '12-25', '12-31'];

function holidayFlags(days: number): Regressor[] {
  const dates = Array.from({ length: days }, (_, t) => addDays(START, t).slice(5));
  return HOLIDAYS.map((holiday) => ({
    name: holiday,
    kind: 'flag',
    values: dates.map((date) => (date === holiday ? 1 : 0)),
  }));
}

/** Two years of days with a yearly pattern and eight holidays: the hardest that is asked every day. */
export function makeDailyYears(seed: number): ForecastInput {
  const regressors = holidayFlags(730 + 28);
  const values = daily(730, seed).map((value, t) =>
    regressors.some((holiday) => holiday.values[t] === 1) ? 0.6 * value : value,
  );
  return { ...input('day', values, 28), regressors };
}

const seasonal = (steps: number, period: number, seed: number): number[] => {
  const normal = seededNormal(seededRandom(seed));
  return Array.from(
    { length: steps },
    (_, t) => 5_000 * (1 + 0.005 * t + 0.2 * Math.sin((2 * Math.PI * t) / period) + 0.06 * normal()),
  );
};

function sparse(seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: 365 }, () => (random() < 0.15 ? 1 + Math.floor(4 * random()) : 0));
}

export interface ForecastInstance {
  readonly name: string;
  make(seed: number): ForecastInput;
}

export const INSTANCES: readonly ForecastInstance[] = [
  { name: 'daily n=730, year, 8 holidays, 28 ahead', make: makeDailyYears },
  { name: 'daily n=200, 14 ahead', make: (seed) => input('day', daily(200, seed), 14) },
  { name: 'weekly n=156, 13 ahead', make: (seed) => input('week', seasonal(156, 52.18, seed), 13) },
  { name: 'monthly n=60, 12 ahead', make: (seed) => input('month', seasonal(60, 12, seed), 12) },
  { name: 'quarterly n=24, 4 ahead', make: (seed) => input('quarter', seasonal(24, 4, seed), 4) },
  { name: 'sparse item n=365, 28 ahead', make: (seed) => input('day', sparse(seed), 28) },
];
