import type { CurveShape, ResponseCurve } from '../../../src/engines/optimizer/budget/response-curve.ts';
import type { BudgetChannel, BudgetInput } from '../../../src/engines/optimizer/budget/types.ts';

/**
 * A small budget with curves of every kind, minimums, caps and least spends, over one period. `random` is uniform in
 * [0, 1).
 */
export function makeRandomBudget(random: () => number): BudgetInput {
  const between = (from: number, to: number) => from + (to - from) * random();
  const maybe = (chance: number, make: () => number): number | undefined =>
    random() < chance ? Math.round(make()) : undefined;
  const total = Math.round(between(500, 5000));
  const channels = Array.from({ length: 1 + Math.floor(4 * random()) }, (_, i): BudgetChannel => {
    const kind = random();
    const curve: ResponseCurve =
      kind < 0.15
        ? makePoints(random)
        : kind < 0.3
          ? { kind: 'draws', draws: [makeShape(random), makeShape(random)] }
          : makeShape(random);
    const min = maybe(0.3, () => between(0, 600));
    return {
      id: `c${i}`,
      name: `Channel ${i}`,
      curve,
      min,
      max: maybe(0.5, () => between(min ?? 100, 2500)),
      minIfUsed: maybe(0.4, () => between(50, 900)),
      value: random() < 0.3 ? between(0.2, 3) : undefined,
      current: Math.round(between(0, 1500)),
    };
  });
  return {
    channels,
    total,
    leastTotal: maybe(0.3, () => between(0.3, 1) * total),
    maxChange: random() < 0.2 ? between(0.2, 0.9) : undefined,
    aim: random() < 0.4 ? 'profit' : 'result',
  };
}

function makeShape(random: () => number): CurveShape {
  const a = 100 + 3000 * random();
  const k = 100 + 2000 * random();
  const kind = (['linear', 'log', 'power', 'exponential', 'hill'] as const)[Math.floor(5 * random())] ?? 'log';
  if (kind === 'linear') return { kind, perUnit: 2 * random() };
  if (kind === 'power') return { kind, a: a / 40, b: 0.3 + 0.5 * random() };
  return { kind, a, k };
}

function makePoints(random: () => number): ResponseCurve {
  const points = [{ spend: 0, result: 0 }];
  let slope = 1 + 2 * random();
  for (let i = 0; i < 4; i += 1) {
    const last = points.at(-1) ?? { spend: 0, result: 0 };
    const step = 100 + 500 * random();
    points.push({ spend: last.spend + step, result: last.result + step * slope });
    slope *= random();
  }
  return { kind: 'points', points };
}

/**
 * The best objective by water-filling (equal slopes wherever there is room) for every set of used channels; null when
 * nothing is possible. Own formulas throughout; for inputs of one period without limits over several channels.
 */
export function waterFill(input: BudgetInput): number | null {
  const { channels } = input;
  let best: number | null = null;
  for (let used = 0; used < 2 ** channels.length; used += 1) {
    const value = fillUsed(
      input,
      channels.map((_, i) => (used >> i) % 2 === 1),
    );
    if (value !== null && (best === null || value > best)) best = value;
  }
  return best;
}

function fillUsed(
  { channels, total, leastTotal = 0, maxChange, aim }: BudgetInput,
  used: readonly boolean[],
): number | null {
  const ranges = channels.map(({ min = 0, max = Infinity, minIfUsed = 0, current = 0 }, i) => {
    const near = maxChange === undefined ? Infinity : maxChange * current;
    const low = Math.max(min, current - near, used[i] ? minIfUsed : 0, 0);
    const high = Math.min(max, current + near, total);
    return used[i] ? { low, high } : { low: Math.max(min, current - near), high: 0 };
  });
  const slip = 1e-9 * Math.max(1, total);
  if (ranges.some(({ low, high }) => low > high + slip)) return null;
  const sum = (spend: readonly number[]) => spend.reduce((all, each) => all + each, 0);
  if (sum(ranges.map(({ low }) => low)) > total + slip) return null;
  if (sum(ranges.map(({ high }) => Math.max(0, high))) < leastTotal - slip) return null;
  /** Spend of each channel up to where its slope (value a unit of money) falls below the price of money. */
  const spendAt = (price: number) =>
    channels.map((channel, i) => {
      const { low, high } = ranges[i] ?? { low: 0, high: 0 };
      let [from, to] = [low, Math.max(low, high)];
      for (let step = 0; step < 100; step += 1) {
        const middle = (from + to) / 2;
        if ((channel.value ?? 1) * slope(channel.curve, middle) > price) from = middle;
        else to = middle;
      }
      return from;
    });
  const own = aim === 'profit' ? 1 : 0;
  let spend = spendAt(own);
  const wanted = sum(spend) > total ? total : sum(spend) < leastTotal ? leastTotal : null;
  if (wanted !== null) {
    let [low, high] = sum(spend) > total ? [own, 1e9] : [-1e3, own];
    for (let step = 0; step < 200; step += 1) {
      const middle = (low + high) / 2;
      if (sum(spendAt(middle)) > wanted) low = middle;
      else high = middle;
    }
    // Where a straight stretch makes spend jump at one price, the rest is shared along it.
    const [below, above] = [spendAt(high), spendAt(low)];
    const jump = sum(above) - sum(below);
    const share = jump > 0 ? (wanted - sum(below)) / jump : 0;
    spend = below.map((amount, i) => amount + share * ((above[i] ?? amount) - amount));
  }
  const value = channels.reduce(
    (all, channel, i) => all + (channel.value ?? 1) * height(channel.curve, spend[i] ?? 0),
    0,
  );
  return aim === 'profit' ? value - sum(spend) : value;
}

function height(curve: ResponseCurve, x: number): number {
  switch (curve.kind) {
    case 'linear':
      return curve.perUnit * x;
    case 'log':
      return curve.a * Math.log(1 + x / curve.k);
    case 'power':
      return curve.a * x ** curve.b;
    case 'exponential':
      return curve.a * (1 - Math.exp(-x / curve.k));
    case 'hill':
      return curve.a / (1 + curve.k / Math.max(x, 1e-300));
    case 'points': {
      let [left, result] = [x, 0];
      curve.points.forEach((point, i) => {
        const next = curve.points[i + 1];
        if (!next || left <= 0) return;
        const step = Math.min(left, next.spend - point.spend);
        result += (step * (next.result - point.result)) / (next.spend - point.spend);
        left -= step;
      });
      return result;
    }
    case 'draws':
      return curve.draws.reduce((sum, draw) => sum + height(draw, x) / curve.draws.length, 0);
  }
}

/** Slope by the difference over a small step to the right: own of all formulas but the curve's height. */
function slope(curve: ResponseCurve, x: number): number {
  if (curve.kind === 'draws') return curve.draws.reduce((sum, draw) => sum + slope(draw, x) / curve.draws.length, 0);
  if (curve.kind === 'points') {
    const at = curve.points.findLastIndex(({ spend }) => spend <= x);
    const [from, to] = [curve.points[at], curve.points[at + 1]];
    return from && to ? (to.result - from.result) / (to.spend - from.spend) : 0;
  }
  const step = 1e-4 * Math.max(1, x);
  return (height(curve, x + step) - height(curve, Math.max(0, x - step))) / (x + step - Math.max(0, x - step));
}
