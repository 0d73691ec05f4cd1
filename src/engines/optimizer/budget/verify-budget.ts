import type { Verification, Violation } from '../model/optimization-model.ts';
import type { BudgetChannel, BudgetInput, BudgetPlan } from './types.ts';

/** Checks a plan against the raw input, with its own reading of curves and carry-over. */
export function verifyBudget(input: BudgetInput, plan: BudgetPlan): Verification {
  const broken: Violation[] = [];
  const note = (code: string, name: string, over: number, limit: number) => {
    const amount = over / Math.max(1, Math.abs(limit));
    if (!(amount <= 1e-6)) broken.push({ code, words: `${name}: ${code} broken by ${over}`, amount });
  };
  const periods = input.periods ?? 1;
  const byPeriod = new Array<number>(periods).fill(0);
  let value = 0;
  let spent = 0;
  for (const channel of input.channels) {
    const { name, min = 0, max = 1e15, minIfUsed = 0, minTotal = 0, maxTotal = 1e15, current } = channel;
    const spend = plan.rows.find(({ channelId }) => channelId === channel.id)?.spend ?? [];
    if (spend.length !== periods) note('periods', name, 1, 1);
    let own = 0;
    for (const [period, amount] of spend.entries()) {
      own += amount;
      byPeriod[period] = (byPeriod[period] ?? 0) + amount;
      note('negative', name, -amount, 1);
      note('min', name, min - amount, min);
      note('max', name, amount - max, max);
      if (amount > 1e-6) note('minIfUsed', name, minIfUsed - amount, minIfUsed);
      if (input.maxChange === undefined || current === undefined) continue;
      note('maxChange', name, Math.abs(amount - current) - input.maxChange * current, current);
    }
    note('minTotal', name, minTotal - own, minTotal);
    note('maxTotal', name, own - maxTotal, maxTotal);
    spent += own;
    value += (channel.value ?? 1) * countResult(channel, spend);
  }
  note('total', 'all', spent - input.total, input.total);
  note('leastTotal', 'all', (input.leastTotal ?? 0) - spent, input.total);
  for (const [period, most] of (input.periodMax ?? []).entries()) {
    note('periodMax', String(period + 1), (byPeriod[period] ?? 0) - most, most);
  }
  for (const { name, min, max, perUnit } of input.spendLimits ?? []) {
    let sum = 0;
    for (const row of plan.rows) {
      for (const each of perUnit)
        if (each.channelId === row.channelId) for (const amount of row.spend) sum += each.value * amount;
    }
    if (min !== undefined) note('spendLimit', name, min - sum, min);
    if (max !== undefined) note('spendLimit', name, sum - max, max);
  }
  return { objective: input.aim === 'profit' ? value - spent : value, violations: broken };
}

/** Runs the plan round and round until what lasts has settled, then counts one round. */
function countResult({ curve, carryOver = 0, strength }: BudgetChannel, spend: readonly number[]): number {
  let felt = spend.reduce((sum, amount) => sum + amount, 0) / Math.max(1, spend.length);
  const rounds = carryOver > 0 ? Math.ceil(Math.log(1e-13) / Math.log(carryOver) / Math.max(1, spend.length)) + 1 : 1;
  let result = 0;
  for (let round = 0; round < rounds; round += 1) {
    result = 0;
    for (const [period, amount] of spend.entries()) {
      felt = amount + carryOver * (felt - amount);
      result += (strength?.[period] ?? 1) * readCurve(curve, felt);
    }
  }
  return result;
}

function readCurve(curve: BudgetChannel['curve'], x: number): number {
  if (curve.kind === 'draws') {
    let sum = 0;
    for (const draw of curve.draws) sum += readCurve(draw, x);
    return sum / curve.draws.length;
  }
  if (curve.kind === 'points') {
    // A concave curve is the lowest of its lines.
    let least = curve.points.at(-1)?.result ?? 0;
    for (let i = 1; i < curve.points.length; i += 1) {
      const [a, b] = [curve.points[i - 1], curve.points[i]];
      if (a && b) least = Math.min(least, a.result + ((b.result - a.result) * (x - a.spend)) / (b.spend - a.spend));
    }
    return least;
  }
  if (curve.kind === 'linear') return x * curve.perUnit;
  if (curve.kind === 'power') return x > 0 ? curve.a * Math.exp(curve.b * Math.log(x)) : 0;
  if (curve.kind === 'log') return curve.a * (Math.log(x + curve.k) - Math.log(curve.k));
  if (curve.kind === 'exponential') return curve.a - curve.a * Math.exp(-x / curve.k);
  return curve.a - (curve.a * curve.k) / (x + curve.k);
}
