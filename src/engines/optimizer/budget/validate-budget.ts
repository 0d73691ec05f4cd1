import type { Finding } from '../model/finding.ts';
import type { CurveShape, ResponseCurve } from './response-curve.ts';
import type { BudgetChannel, BudgetInput } from './types.ts';

const MOST_CHANNELS = 200;
const MOST_PERIODS = 52;
const MOST_SPEND_LIMITS = 200;
/** Channels × periods that one plan may have. */
const MOST_CELLS = 2000;

/** Every bad number and every contradiction that can be seen without solving. */
export function validateBudget(input: BudgetInput): readonly Finding[] {
  const { channels, total, leastTotal = 0, periods = 1, periodMax, maxChange, nextStep = 100 } = input;
  if (channels.length === 0) return [error('no-channels', 'There is no channel to spend on.')];
  const size = channels.length * periods;
  if (channels.length > MOST_CHANNELS || size > MOST_CELLS) {
    return [
      error('too-many-channels', `${channels.length} channels over ${periods} periods are too many for one plan.`),
    ];
  }
  if (!(Number.isInteger(periods) && periods >= 1 && periods <= MOST_PERIODS)) {
    return [error('periods', `A plan has 1 to ${MOST_PERIODS} periods, not ${periods}.`)];
  }
  const limits = input.spendLimits?.length ?? 0;
  if (limits > MOST_SPEND_LIMITS) {
    return [error('too-many-limits', `${limits} limits over several channels are too many for one plan.`)];
  }
  const found: Finding[] = [];
  const money = (code: string, name: string, value: number | undefined) => {
    if (value !== undefined && !(value >= 0 && value < 1e12)) {
      found.push(error(`${code}-negative`, `${name} is ${value}; it must be zero or more.`));
    }
  };
  money('total', 'The total', total);
  money('least-total', 'The least to spend', leastTotal);
  money('next-step', 'The next step', nextStep);
  money('change', 'The most that spend may change', maxChange);
  for (const most of periodMax ?? []) money('period-limit', 'The most for a period', most);
  if (periodMax && periodMax.length !== periods) {
    found.push(error('period-limits-count', `There are ${periods} periods but ${periodMax.length} limits for them.`));
  }
  if (new Set(channels.map(({ id }) => id)).size < channels.length) {
    found.push(error('channel-twice', 'A channel is in the list twice.'));
  }
  found.push(...channels.flatMap((channel) => checkChannel(channel, periods)), ...checkSpendLimits(input));
  if (maxChange !== undefined && channels.some(({ current }) => current === undefined)) {
    found.push(error('current-unknown', 'A limit on change needs what is spent today, for every channel.'));
  }
  return found.length > 0 ? found : checkSums(input);
}

function checkChannel(channel: BudgetChannel, periods: number): Finding[] {
  const {
    id,
    name,
    min = 0,
    max,
    minIfUsed,
    minTotal,
    maxTotal,
    carryOver = 0,
    strength,
    current,
    value = 1,
  } = channel;
  const found: Finding[] = [];
  const bad = (code: string, words: string) => found.push(error(code, `${name}: ${words}`, { channel: id }));
  for (const [what, amount] of Object.entries({ min, max, minIfUsed, minTotal, maxTotal, current, value })) {
    if (amount !== undefined && !(amount >= 0 && amount < 1e12))
      bad('amount-negative', `${what} is ${amount}; it must be zero or more.`);
  }
  if (!(carryOver >= 0 && carryOver <= 0.95))
    bad('carry-over', `${carryOver} of the effect cannot last into the next period.`);
  if (strength && (strength.length !== periods || !strength.every((each) => each >= 0 && each < 1e6))) {
    bad('strength', `how strong each period is must be one number a period, zero or more.`);
  }
  const curve = checkCurve(channel.curve);
  if (curve) bad('curve', curve);
  if (found.length > 0) return found;
  if (max !== undefined && min > max) bad('min-above-max', `at least ${min} and at most ${max} cannot both be kept.`);
  if (max !== undefined && minIfUsed !== undefined && minIfUsed > max) {
    const words = `${name}: it takes ${minIfUsed} to use it but at most ${max} may be spent, so it stays unused.`;
    found.push(
      min > 0
        ? error('min-above-max', words)
        : { code: 'never-used', words, severity: 'warning', values: { channel: id } },
    );
  }
  if (minTotal !== undefined && maxTotal !== undefined && minTotal > maxTotal) {
    bad('min-above-max', `at least ${minTotal} and at most ${maxTotal} over all periods cannot both be kept.`);
  }
  return found;
}

function checkCurve(curve: ResponseCurve): string | null {
  if (curve.kind === 'draws') {
    if (curve.draws.length === 0) return 'there is no curve to draw from.';
    if (curve.draws.length > 2000) return `${curve.draws.length} draws are too many.`;
    return curve.draws.map(checkShape).find((words) => words !== null) ?? null;
  }
  if (curve.kind !== 'points') return checkShape(curve);
  const { points } = curve;
  if (points[0]?.spend !== 0) return 'its curve has to start at a spend of zero.';
  if (points.length > 500) return `${points.length} points are too many for a curve.`;
  let slope = Infinity;
  for (const [i, { spend, result }] of points.entries()) {
    const before = points[i - 1];
    if (!Number.isFinite(spend) || !Number.isFinite(result)) return 'a point of its curve is not a number.';
    if (!before) continue;
    if (!(spend > before.spend)) return 'the points of its curve are not in order.';
    const next = (result - before.result) / (spend - before.spend);
    if (next < -1e-9) return 'its curve falls, which no plan can rest on.';
    if (next > slope + 1e-9 * Math.max(1, Math.abs(slope)))
      return 'its curve gets steeper with spend, so that no best split can be proven.';
    slope = next;
  }
  return null;
}

function checkShape(shape: CurveShape): string | null {
  const good = (value: number, most: number) => value >= 0 && value < most;
  switch (shape.kind) {
    case 'linear':
      return good(shape.perUnit, 1e12) ? null : 'its return is not a usable number.';
    case 'power':
      return good(shape.a, 1e15) && shape.b > 0 && shape.b <= 1 ? null : 'its curve is not a usable one.';
    default:
      return good(shape.a, 1e15) && shape.k > 0 && shape.k < 1e15 ? null : 'its curve is not a usable one.';
  }
}

function checkSpendLimits({ spendLimits = [], channels }: BudgetInput): Finding[] {
  const known = new Set(channels.map(({ id }) => id));
  return spendLimits.flatMap(({ name, min, max, perUnit }): Finding[] => {
    if (perUnit.some(({ channelId }) => !known.has(channelId))) {
      return [error('limit-unknown-channel', `${name}: names a channel that is not in the list.`)];
    }
    const numbers = [min ?? 0, max ?? 0, ...perUnit.map(({ value }) => value)];
    if (!numbers.every((each) => Number.isFinite(each) && Math.abs(each) < 1e15)) {
      return [error('limit-not-a-number', `${name}: holds something that is not a number.`)];
    }
    if (min !== undefined && max !== undefined && min > max) {
      return [error('min-above-max', `${name}: at least ${min} and at most ${max} cannot both be kept.`)];
    }
    return [];
  });
}

/** Contradictions between channels. They are also impossible for the solver, but here the words are better. */
function checkSums({ channels, total, leastTotal = 0, periods = 1 }: BudgetInput): Finding[] {
  const least = channels.reduce((sum, { min = 0, minTotal = 0 }) => sum + Math.max(periods * min, minTotal), 0);
  const most = channels.reduce(
    (sum, { max = Infinity, maxTotal = Infinity }) => sum + Math.min(periods * max, maxTotal),
    0,
  );
  const found: Finding[] = [];
  if (leastTotal > total) {
    found.push(error('min-above-max', `At least ${leastTotal} and at most ${total} in all cannot both be kept.`));
  }
  if (least > total * (1 + 1e-9)) {
    const words = `The minimums of the channels add up to ${least}, but the total is ${total}.`;
    found.push({
      code: 'minimums-above-total',
      words,
      severity: 'warning',
      values: { least, total, missing: least - total },
    });
  }
  if (leastTotal > most * (1 + 1e-9)) {
    const words = `At least ${leastTotal} is to be spent, but the channels take ${most} at most.`;
    found.push({ code: 'least-total-above-caps', words, severity: 'warning', values: { leastTotal, most } });
  }
  return found;
}

function error(code: string, words: string, values?: Finding['values']): Finding {
  return { code, words, severity: 'error', ...(values && { values }) };
}
