import type { BudgetChannel, BudgetInput } from '../../../src/engines/optimizer/budget/types.ts';

/**
 * A small budget that is linear all through (curves of points), over one to three periods, with what water-filling
 * cannot check: carry-over, strong and weak periods, limits by period, over all periods and over several channels.
 */
export function makeRandomLinearBudget(random: () => number): BudgetInput {
  const between = (from: number, to: number) => from + (to - from) * random();
  const maybe = <T>(chance: number, make: () => T): T | undefined => (random() < chance ? make() : undefined);
  const periods = 1 + Math.floor(3 * random());
  const total = Math.round(between(500, 3000) * periods);
  const channels = Array.from({ length: 1 + Math.floor(3 * random()) }, (_, i): BudgetChannel => {
    const first = Math.round(between(100, 600));
    const steep = between(0.5, 3);
    const flat = steep * random();
    const points = [
      { spend: 0, result: 0 },
      { spend: first, result: first * steep },
      { spend: first + 900, result: first * steep + 900 * flat },
    ];
    return {
      id: `c${i}`,
      name: `Channel ${i}`,
      curve: { kind: 'points', points },
      min: maybe(0.2, () => Math.round(between(0, 200))),
      max: maybe(0.3, () => Math.round(between(200, 1500))),
      minIfUsed: maybe(0.3, () => Math.round(between(50, 500))),
      minTotal: maybe(0.2, () => Math.round(between(0, 800))),
      maxTotal: maybe(0.2, () => Math.round(between(300, 3000))),
      carryOver: maybe(0.4, () => Math.round(between(0, 80)) / 100),
      strength: maybe(0.4, () => Array.from({ length: periods }, () => Math.round(between(50, 150)) / 100)),
    };
  });
  const perUnit = channels.map(({ id }) => ({ channelId: id, value: Math.round(between(-5, 40)) / 10 }));
  return {
    channels,
    total,
    periods,
    leastTotal: maybe(0.2, () => Math.round(between(0.2, 0.9) * total)),
    periodMax: maybe(0.3, () => Array.from({ length: periods }, () => Math.round(between(300, 1500)))),
    spendLimits: maybe(0.4, () => [
      {
        id: 'reach',
        name: 'Reach',
        perUnit,
        min: maybe(0.5, () => between(0, total)),
        max: maybe(0.5, () => between(total, 3 * total)),
      },
    ]),
    aim: random() < 0.4 ? 'profit' : 'result',
  };
}

/** A model as `javascript-lp-solver` takes it. */
export interface PlainModel {
  readonly optimize: string;
  readonly opType: 'max';
  readonly constraints: Record<string, { min?: number; max?: number; equal?: number }>;
  readonly variables: Record<string, Record<string, number>>;
  readonly ints: Record<string, 1>;
}

/** The same problem written from its definition: what is felt as a sum over all earlier spend, results as stretches. */
export function writePlainModel(input: BudgetInput): PlainModel {
  const { channels, periods = 1, total, leastTotal, periodMax, spendLimits = [], aim } = input;
  const constraints: PlainModel['constraints'] = {
    total: { max: total, ...(leastTotal !== undefined && { min: leastTotal }) },
  };
  const variables: PlainModel['variables'] = {};
  const ints: PlainModel['ints'] = {};
  periodMax?.forEach((max, period) => {
    constraints[`period${period}`] = { max };
  });
  for (const { id, min, max } of spendLimits) {
    constraints[id] = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  }
  for (const channel of channels) {
    const { id, min = 0, max = total, minIfUsed, minTotal, maxTotal, carryOver = 0, strength, curve } = channel;
    constraints[`all-${id}`] = { min: minTotal ?? 0, max: maxTotal ?? total };
    for (let period = 0; period < periods; period += 1) {
      const name = `${id}-${period}`;
      constraints[`range-${name}`] = { min, max };
      constraints[`felt-${name}`] = { equal: 0 };
      const spend: Record<string, number> = {
        total: 1,
        [`all-${id}`]: 1,
        [`period${period}`]: 1,
        [`range-${name}`]: 1,
      };
      if (aim === 'profit') spend.objective = -1;
      for (const limit of spendLimits)
        spend[limit.id] = limit.perUnit.find((each) => each.channelId === id)?.value ?? 0;
      for (let later = 0; later < periods; later += 1) {
        const age = (later - period + periods) % periods;
        spend[`felt-${id}-${later}`] = ((1 - carryOver) * carryOver ** age) / (1 - carryOver ** periods);
      }
      if (minIfUsed !== undefined) {
        constraints[`least-${name}`] = { min: 0 };
        constraints[`most-${name}`] = { max: 0 };
        constraints[`yes-${name}`] = { max: 1 };
        spend[`least-${name}`] = 1;
        spend[`most-${name}`] = 1;
        variables[`used-${name}`] = {
          [`least-${name}`]: -minIfUsed,
          [`most-${name}`]: -Math.max(max, total),
          [`yes-${name}`]: 1,
        };
        ints[`used-${name}`] = 1;
      }
      variables[`spend-${name}`] = spend;
      const points = curve.kind === 'points' ? curve.points : [];
      for (let i = 0; i < points.length; i += 1) {
        const [from, to] = [points[i], points[i + 1]];
        if (!from) continue;
        const slope = to ? (to.result - from.result) / (to.spend - from.spend) : 0;
        const stretch = `stretch-${name}-${i}`;
        if (to) constraints[stretch] = { max: to.spend - from.spend };
        variables[stretch] = { objective: slope * (strength?.[period] ?? 1), [`felt-${name}`]: -1, [stretch]: 1 };
      }
    }
  }
  return { optimize: 'objective', opType: 'max', constraints, variables, ints };
}
