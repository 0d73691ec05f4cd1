import { type DayNumber, dayNumber } from '../../../../src/calendar/civil-day.ts';
import type { Grain } from '../../../../src/contracts/period.ts';
import type { ProphetMode, ProphetRegressor } from '../../../../src/engines/forecaster/prophet/types.ts';

export interface FixtureSeries {
  readonly grain: Grain;
  readonly mode: ProphetMode;
  readonly y: Float64Array;
  readonly days: readonly DayNumber[];
  /** Steps at the end that the fit does not see. */
  readonly holdout: number;
  readonly regressors: readonly ProphetRegressor[];
}

/** A linear congruential generator that R can follow in whole doubles; each call sums three draws, −1.5 … 1.5. */
function makeNoise(seed: number): () => number {
  let state = seed;
  const draw = () => {
    state = (69069 * state + 1) % 4294967296;
    return state / 4294967296;
  };
  return () => draw() + draw() + draw() - 1.5;
}

const months = (first: number, count: number, step: number): DayNumber[] =>
  Array.from({ length: count }, (_, i) => Date.UTC(first, i * step, 1) / 86_400_000);
const daysFrom = (first: string, count: number, step: number): DayNumber[] =>
  Array.from({ length: count }, (_, i) => dayNumber(first) + i * step);
const wave = (i: number, period: number) => Math.sin((2 * Math.PI * i) / period);

/** Series by formula; `prophet-fixtures.R` writes the same ones and what R's Prophet makes of them. */
export function makeFixtureSeries(name: string): FixtureSeries {
  if (name === 'monthly') {
    const noise = makeNoise(1);
    const value = (i: number) => (100 + 2 * i) * (1 + 0.2 * wave(i, 12) + 0.08 * wave(i + 1, 6)) * (1 + 0.05 * noise());
    return series('month', 'multiplicative', months(2010, 144, 1), 12, value);
  }
  if (name === 'quarterly') {
    const noise = makeNoise(2);
    return series('quarter', 'additive', months(2010, 48, 3), 8, (i) => 400 + 5 * i + 60 * wave(i, 4) + 16 * noise());
  }
  if (name === 'weekly') {
    const noise = makeNoise(3);
    const value = (i: number) => (300 + 0.5 * i) * (1 + 0.3 * wave(i, 52.18)) * (1 + 0.1 * noise());
    return series('week', 'multiplicative', daysFrom('2015-01-05', 273, 7), 13, value);
  }
  const noise = makeNoise(name === 'daily' ? 4 : name === 'regressors' ? 5 : 6);
  const week = [0, -10, -5, 5, 30, 45, 20];
  if (name === 'daily') {
    const value = (i: number) =>
      200 + 0.2 * i - 0.3 * Math.max(0, i - 400) + (week[i % 7] ?? 0) + 25 * wave(i, 365.25) + 20 * noise();
    return series('day', 'additive', daysFrom('2022-01-01', 758, 1), 28, value);
  }
  if (name === 'gaps') {
    const value = (i: number) =>
      i % 7 === 6 || (i > 200 && i < 230) ? Number.NaN : 150 + 0.1 * i + (week[i % 7] ?? 0) + 20 * noise();
    return series('day', 'additive', daysFrom('2023-03-01', 428, 1), 28, value);
  }
  const price = (i: number) => 10 + ((i * 37) % 11) * 0.3;
  const feast = (i: number) => (i % 29 === 3 ? 1 : 0);
  const value = (i: number) => 250 + 0.1 * i + (week[i % 7] ?? 0) - 12 * (price(i) - 11) + 80 * feast(i) + 20 * noise();
  const made = series('day', 'additive', daysFrom('2023-03-01', 428, 1), 28, value);
  return {
    ...made,
    regressors: [
      { name: 'price', values: made.days.map((_, i) => price(i)) },
      { name: 'feast', values: made.days.map((_, i) => feast(i)) },
    ],
  };
}

function series(
  grain: Grain,
  mode: ProphetMode,
  days: readonly DayNumber[],
  holdout: number,
  value: (i: number) => number,
): FixtureSeries {
  return { grain, mode, days, holdout, y: Float64Array.from(days, (_, i) => value(i)), regressors: [] };
}
