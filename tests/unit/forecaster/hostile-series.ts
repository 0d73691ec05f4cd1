import type { Grain } from '../../../src/contracts/period.ts';
import type {
  Band,
  ForecastInput,
  ForecastOutput,
  ModelName,
  Regressor,
} from '../../../src/engines/forecaster/types.ts';
import { makePoints } from './make-points.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

type Value = number | null | undefined;
type Maker = (random: () => number, length: number) => Value[];

export const fill = (length: number, value: (t: number) => Value): Value[] =>
  Array.from({ length }, (_, t) => value(t));

const pick = <T>(random: () => number, from: readonly [T, ...T[]]): T =>
  from[Math.floor(random() * from.length)] ?? from[0];

const MAKERS: readonly [string, Maker][] = [
  ['zeros', (_, n) => fill(n, () => 0)],
  ['constant', (_, n) => fill(n, () => 42)],
  ['small counts', (random, n) => fill(n, () => Math.round(random() * 3))],
  ['sparse', (random, n) => fill(n, () => (random() < 0.9 ? 0 : Math.round(random() * 50)))],
  ['huge', (random, n) => fill(n, () => random() * 1e15)],
  ['tiny', (random, n) => fill(n, () => random() * 1e-12)],
  ['near the largest', (random, n) => fill(n, () => random() * 1e299)],
  ['too large', (random, n) => fill(n, () => (random() < 0.05 ? 1.7e308 : random()))],
  ['denormal', (random, n) => fill(n, () => random() * 1e-310)],
  ['spikes', (random, n) => fill(n, () => (random() < 0.03 ? 1e9 : 10 + random()))],
  [
    'no numbers',
    (random, n) => fill(n, () => pick(random, [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5, 7])),
  ],
  ['only NaN', (_, n) => fill(n, () => Number.NaN)],
  ['closed and gaps', (random, n) => fill(n, () => pick<Value>(random, [null, undefined, 3, 4, 5]))],
  ['all closed', (_, n) => fill(n, () => null)],
  ['weekends off', (random, n) => fill(n, (t) => (t % 7 > 4 ? null : 20 + random() * (t % 7)))],
  ['negative and rising', (random, n) => fill(n, (t) => -50 + 30 * random() + t)],
  ['doubling', (random, n) => fill(n, (t) => 2 ** Math.min(900, t / 3) + random())],
  ['dying', (random, n) => fill(n, (t) => 1000 * 0.7 ** t + random() * 1e-6)],
  ['a step', (random, n) => fill(n, (t) => (t < n / 2 ? 5 : 500) + random())],
  ['a last spike', (_, n) => fill(n, (t) => (t === n - 1 ? 1e6 : 10))],
  ['a first spike', (_, n) => fill(n, (t) => (t === 0 ? 1e12 : 1))],
  ['two sizes', (random, n) => fill(n, (t) => (t % 2 === 0 ? 1e-9 : 1e9) * random())],
  ['a line', (_, n) => fill(n, (t) => t)],
  [
    'a week with noise',
    (random, n) => {
      const normal = seededNormal(random);
      return fill(n, (t) => 100 + 20 * Math.sin((2 * Math.PI * t) / 7) + 10 * normal());
    },
  ],
  [
    'a random walk',
    (random, n) => {
      const normal = seededNormal(random);
      let level = 0;
      return fill(n, () => {
        level += normal();
        return level;
      });
    },
  ],
  ['alternating signs', (_, n) => fill(n, (t) => (t % 2 === 0 ? 1 : -1) * 1e6)],
  ['minus zero', (_, n) => fill(n, (t) => (t % 3 === 0 ? -0 : 0))],
  ['mostly missing', (random, n) => fill(n, () => (random() < 0.85 ? undefined : 10 * random()))],
  ['long gap at the end', (random, n) => fill(n, (t) => (t > 0.7 * n ? undefined : 50 + random()))],
  [
    'a year and a week',
    (random, n) =>
      fill(n, (t) => 100 + 40 * Math.sin((2 * Math.PI * t) / 365.25) + 15 * Math.cos((2 * Math.PI * t) / 7) + random()),
  ],
];

export const MAKER_NAMES: readonly string[] = MAKERS.map(([name]) => name);

const MODELS: readonly [ModelName, ...ModelName[]] = [
  'ets',
  'theta',
  'boosting',
  'mstl',
  'arima',
  'prophet',
  'croston',
  'sba',
  'tsb',
  'seasonal-naive',
];

export interface HostileCase {
  readonly name: string;
  readonly input: ForecastInput;
}

/** The same case for the same seed. `full`: also long ones, regressors, single models and all that can be asked for. */
export function makeHostileCase(seed: number, { full = false } = {}): HostileCase {
  const random = seededRandom(seed);
  const [name, make] = MAKERS[seed % MAKERS.length] ?? ['none', () => []];
  const grain = pick<Grain>(random, ['day', 'day', 'week', 'month', 'quarter']);
  const horizon = 1 + Math.floor(random() ** 3 * (full ? 366 : 60));
  const length = full ? chooseLength(random) : Math.floor(random() * 110);
  const points = makePoints(make(random, length), grain);
  const from = 1 + Math.floor(random() * horizon);
  const input: ForecastInput = {
    points,
    grain,
    horizon,
    nonNegative: random() < 0.7,
    ...(random() < 0.3 ? { closedWeekdays: [0, 6] } : {}),
    windows: [
      { from: 1, to: horizon },
      { from, to: horizon },
    ],
  };
  return { name, input: full ? { ...input, ...chooseMore(random, input) } : input };
}

function chooseLength(random: () => number): number {
  const kind = random();
  if (kind < 0.02) return Math.floor(random() * 3);
  if (kind < 0.9) return Math.floor(random() * 150);
  return kind < 0.995 ? Math.floor(150 + random() * 700) : 10_000;
}

function chooseMore(random: () => number, { points, horizon, grain }: ForecastInput): Partial<ForecastInput> {
  const long = points.length > 1_000;
  return {
    ...(random() < 0.35 && !long ? { model: pick(random, MODELS) } : {}),
    ...(random() < 0.3 ? { levels: fill(1 + Math.floor(random() * 4), () => 1 + 98 * random()).map(Number) } : {}),
    ...(random() < 0.3 ? { explain: true } : {}),
    ...(random() < 0.2 ? { replay: true } : {}),
    ...(random() < 0.1 ? { annual: false } : {}),
    ...(random() < 0.05 && grain === 'day' ? { closedWeekdays: [0, 1, 2, 3, 4, 5, 6] } : {}),
    ...(random() < 0.35 && !long ? { regressors: makeRegressors(random, points.length + horizon) } : {}),
  };
}

function makeRegressors(random: () => number, steps: number): Regressor[] {
  const kinds: readonly [(t: number) => number | null, ...((t: number) => number | null)[]] = [
    () => (random() < 0.05 ? 1 : 0),
    () => 0,
    () => 1,
    (t) => t,
    () => random() * 1e12,
    () => random() * 1e-12,
    () => null,
    () => (random() < 0.5 ? null : random()),
    () => Number.NaN,
    () => 1e305 * random(),
    (t) => (t % 7 === 3 ? 1 : 0),
    (t) => (t === 5 ? 1 : 0),
  ];
  const count = 1 + Math.floor(random() * (random() < 0.05 ? 30 : 4));
  return Array.from({ length: count }, (_, i): Regressor => {
    const value = pick(random, kinds);
    return {
      name: `regressor ${i}`,
      kind: random() < 0.5 ? 'flag' : 'number',
      values: Array.from({ length: steps }, (_value, t) => value(t)),
    };
  });
}

interface Bounded {
  readonly low50: number;
  readonly high50: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
  readonly bands?: readonly Band[];
}

/** What is wrong with an answer, whatever came in; empty: nothing. */
export function findFaults(input: ForecastInput, output: ForecastOutput): string[] {
  if (!output.ok) {
    const clear = output.have < output.needed || output.reason === 'too-large';
    return clear ? [] : [`refused as ${output.reason} with ${output.have} of ${output.needed}`];
  }
  const faults = findNotFinite(output, 'output');
  if (output.points.length !== input.horizon) faults.push(`${output.points.length} points, not ${input.horizon}`);
  const values = [
    ...output.points.map((point) => ({ place: point.t, value: point.y, bounds: point })),
    ...output.windowTotals.map((total) => ({
      place: `total ${total.from}–${total.to}`,
      value: total.mean,
      bounds: total,
    })),
  ];
  for (const { place, value, bounds } of values) {
    if (!isNested(value, bounds)) faults.push(`${place}: not ordered around ${value}: ${JSON.stringify(bounds)}`);
    if (input.nonNegative && bounds.low95 < 0) faults.push(`${place}: below zero`);
    if ((bounds.bands ?? []).length !== (input.levels ?? []).length) faults.push(`${place}: a level is missing`);
  }
  for (const { t, closed, y, low95, high95 } of output.points) {
    if (closed && (y !== 0 || low95 !== 0 || high95 !== 0)) faults.push(`${t}: closed and not zero`);
  }
  const weight = output.weights.reduce((sum, each) => sum + each.weight, 0);
  if (Math.abs(weight - 1) > 1e-6) faults.push(`weights add up to ${weight}`);
  return faults;
}

/** Does each range hold the narrower one, and the narrowest the value? */
function isNested(value: number, bounds: Bounded): boolean {
  const ranges = [
    { level: 50, low: bounds.low50, high: bounds.high50 },
    { level: 80, low: bounds.low80, high: bounds.high80 },
    { level: 95, low: bounds.low95, high: bounds.high95 },
    ...(bounds.bands ?? []),
  ].toSorted((a, b) => a.level - b.level);
  let inner = { low: value, high: value };
  return ranges.every(({ low, high }) => {
    const holds = low <= inner.low && inner.high <= high;
    inner = { low, high };
    return holds;
  });
}

/** Places of numbers that are none, anywhere inside. */
function findNotFinite(value: unknown, place: string): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${place} is ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => findNotFinite(inner, `${place}.${key}`));
}
