import { AIR_PASSENGERS } from '../air-passengers.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

/** A series whose last `horizon` values are held back, as it was given to the other tools too. */
export interface ParitySeries {
  readonly name: string;
  readonly season: number;
  readonly train: Float64Array;
  readonly test: Float64Array;
}

/** Two decimals, so that what was written to a file for the other tool is exactly this. */
const round = (value: number) => Math.round(100 * value) / 100;

function make(name: string, season: number, length: number, horizon: number, valueAt: (t: number) => number) {
  const values = Float64Array.from({ length }, (_, t) => round(valueAt(t)));
  return { name, season, train: values.slice(0, length - horizon), test: values.slice(length - horizon) };
}

/** Series by formula and noise from a seed: trends, seasons that grow and seasons that do not, walks, and a classic. */
export function makeParitySeries(): readonly ParitySeries[] {
  const normal = (seed: number) => seededNormal(seededRandom(seed));
  const [growing, plain, quarters, walk, week] = [11, 12, 13, 14, 15].map(normal);
  let level = 200;
  return [
    make('growing season', 12, 96, 12, (t) => {
      return (100 + 1.2 * t) * (1 + 0.25 * Math.sin((Math.PI * t) / 6)) * (1 + 0.04 * (growing?.() ?? 0));
    }),
    make('plain season', 12, 84, 12, (t) => 500 + 60 * Math.cos((Math.PI * t) / 6) + 15 * (plain?.() ?? 0)),
    make('quarters', 4, 48, 8, (t) => 80 + 0.9 * t + ([6, -4, 9, -11][t % 4] ?? 0) + 3 * (quarters?.() ?? 0)),
    make('walk', 1, 70, 10, () => {
      level += 0.8 + 4 * (walk?.() ?? 0);
      return level;
    }),
    make(
      'week',
      7,
      154,
      14,
      (t) => 120 + 0.05 * t + ([-20, -15, -8, 0, 18, 40, -15][t % 7] ?? 0) + 7 * (week?.() ?? 0),
    ),
    { name: 'AirPassengers', season: 12, train: AIR_PASSENGERS.slice(0, 132), test: AIR_PASSENGERS.slice(132) },
  ];
}

/** Mean of 2|error| / (|actual| + |forecast|), in percent. */
export function smape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  let sum = 0;
  for (let h = 0; h < actual.length; h += 1) {
    const y = actual[h] ?? Number.NaN;
    const f = forecast[h] ?? Number.NaN;
    sum += (200 * Math.abs(y - f)) / (Math.abs(y) + Math.abs(f));
  }
  return sum / actual.length;
}
