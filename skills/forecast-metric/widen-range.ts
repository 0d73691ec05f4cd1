import type { ForecastStep, Interval } from '../../src/engines/forecaster/types.ts';
import type { Outlook } from './make-outlook.ts';
import type { Weighed } from './weigh-assumptions.ts';

/**
 * The ranges of a forecast under assumptions. Those of the engine come from misses on days as they were; that an effect
 * itself is only known so well comes on top, independent of them.
 * @param weighed what the outlook assumes beyond the plain one
 */
export function widenRange(outlook: Outlook, plain: Outlook, weighed: readonly Weighed[]): Outlook {
  // How well closed days are known is in the ranges of the days themselves.
  const doubtful = weighed.filter(
    ({ taken }) => taken.assumption.what !== 'closed' && taken.assumption.what !== 'open',
  );
  const doubt = Math.hypot(...doubtful.map(({ low, high }) => (high - low) / 2));
  const moved = doubtful.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  if (doubt <= 0 || moved <= 0) return outlook;
  const { nonNegative } = outlook.series.metric;
  const floor = nonNegative ? 0 : Number.NEGATIVE_INFINITY;
  const before = new Map(plain.forecast.points.map(({ t, y }) => [t, y]));
  const points = outlook.forecast.points.map((step): ForecastStep => {
    if (step.closed) return step;
    const change = Math.abs(step.y - (before.get(step.t) ?? step.y));
    return { ...step, ...widen(step, step.y, (change * doubt) / moved, floor) };
  });
  const { total, window, forecast } = outlook;
  const known = outlook.known ?? 0;
  const wide = widen({ low50: total.value, high50: total.value, ...total }, total.value, doubt, floor);
  const { low80, high80, low95, high95 } = wide;
  const adds = outlook.series.metric.aggregation.kind === 'sum';
  return {
    ...outlook,
    total: { value: total.value, low80, high80, low95, high95 },
    steps: points.slice(window.from - 1, window.to),
    forecast: {
      ...forecast,
      points,
      windowTotals: forecast.windowTotals.map((one) =>
        adds
          ? { ...one, low80: low80 - known, high80: high80 - known, low95: low95 - known, high95: high95 - known }
          : one,
      ),
    },
  };
}

/** Each end further out by the doubt, as two independent errors add up. Doubt is given for 80%. */
function widen(range: Interval, value: number, doubt: number, floor: number): Interval {
  const end = (at: number, share: number) =>
    Math.max(floor, value + Math.sign(at - value) * Math.hypot(at - value, doubt * share));
  return {
    low50: end(range.low50, 0.6745 / 1.2816),
    high50: end(range.high50, 0.6745 / 1.2816),
    low80: end(range.low80, 1),
    high80: end(range.high80, 1),
    low95: end(range.low95, 1.96 / 1.2816),
    high95: end(range.high95, 1.96 / 1.2816),
  };
}
