import type { ForecastAssumption } from '../../../../src/contracts/forecast.ts';

/** More than this is not taken for granted at once. */
const MAX_ASSUMPTIONS = 80;

/** What is said now on top of what was said before: the later word on the same thing counts. */
export function mergeAssumptions(
  before: readonly ForecastAssumption[],
  now: readonly ForecastAssumption[],
): readonly ForecastAssumption[] {
  const kept = before.filter((earlier) => !now.some((later) => replaces(later, earlier)));
  return [...kept, ...now].slice(-MAX_ASSUMPTIONS);
}

function replaces(later: ForecastAssumption, earlier: ForecastAssumption): boolean {
  const laterOpens = later.what === 'open' || later.what === 'closed';
  if (laterOpens && (earlier.what === 'open' || earlier.what === 'closed'))
    return later.period.start <= earlier.period.start && later.period.end >= earlier.period.end;
  if ('label' in later && 'label' in earlier) return later.label === earlier.label;
  if (later.what !== 'metric' || earlier.what !== 'metric' || later.metric !== earlier.metric) return false;
  const always = later.period === undefined;
  return always || (later.period.start === earlier.period?.start && later.period.end === earlier.period?.end);
}

/** Do these speak of the same thing, so that the one takes the other's place? */
export function speaksOfSame(some: readonly ForecastAssumption[], others: readonly ForecastAssumption[]): boolean {
  return some.some((one) => others.some((other) => replaces(one, other) || replaces(other, one)));
}
