import type { IsoDate } from '../../src/contracts/period.ts';
import { reconcileForecasts } from '../../src/engines/forecaster/reconcile/reconcile-forecasts.ts';
import type { BaseForecast, ReconciledForecast } from '../../src/engines/forecaster/reconcile/types.ts';
import type { ForecastStep } from '../../src/engines/forecaster/types.ts';
import type { Outlook, Range } from './make-outlook.ts';

/** Standard deviations in half of an 80% interval of a normal distribution. */
const Z80 = 1.2816;

const LEVELS = [
  { level: 80, low: 'low80', high: 'high80' },
  { level: 95, low: 'low95', high: 'high95' },
] as const;

/**
 * Makes the forecasts of members add up to the forecast of the whole, step by step: who was wrong least in the past
 * moves least, and the whole does not move. Their ranges move along. All of them end on the same day and look at the same window.
 */
export function reconcileMembers<Member extends { readonly outlook: Outlook }>(
  whole: Outlook,
  members: readonly Member[],
): readonly Member[] {
  const base = (outlook: Outlook, id: string) => toBase(outlook, id, whole);
  const { nonNegative } = whole.series.metric;
  const found = reconcileForecasts({
    total: holdStill(base(whole, 'whole')),
    members: members.map(({ outlook }, i) => base(outlook, String(i))),
    nonNegative,
  });
  return members.map((member, i) => {
    const reconciled = found.members[i];
    return reconciled === undefined ? member : { ...member, outlook: moveOutlook(member.outlook, reconciled) };
  });
}

/** The whole is told to come to the same, asked for alone or by its parts: the parts give way. */
function holdStill(base: BaseForecast): BaseForecast {
  const largest = base.mean.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
  return { ...base, errorVariance: Math.max((1e-6 * largest) ** 2, 1e-18) };
}

function toBase(outlook: Outlook, id: string, { window, forecast: { points } }: Outlook): BaseForecast {
  const own = new Map<IsoDate, ForecastStep>(outlook.forecast.points.map((step) => [step.t, step]));
  const steps = points.slice(0, window.to).map(({ t }) => own.get(t));
  const pick = (of: (step: ForecastStep) => number) =>
    Float64Array.from(steps, (step) => (step === undefined || step.closed ? Number.NaN : of(step)));
  const total = outlook.forecast.windowTotals[0];
  return {
    id,
    mean: pick(({ y }) => y),
    errorVariance: pick(({ low80, high80 }) => Math.max(((high80 - low80) / (2 * Z80)) ** 2, 1e-12)),
    bands: LEVELS.map(({ level, low, high }) => ({
      level,
      low: pick((step) => step[low]),
      high: pick((step) => step[high]),
    })),
    windows:
      total === undefined
        ? []
        : [
            {
              from: window.from,
              to: window.to,
              bands: LEVELS.map(({ level, low, high }) => ({ level, low: total[low], high: total[high] })),
            },
          ],
  };
}

function moveOutlook(outlook: Outlook, reconciled: ReconciledForecast): Outlook {
  const at = (level: number) => reconciled.bands.find((band) => band.level === level);
  const [inner, outer] = [at(80), at(95)];
  const points = outlook.forecast.points.map((step, h): ForecastStep => {
    const y = reconciled.mean[h] ?? step.y;
    const ends = {
      low80: inner?.low[h] ?? y,
      high80: inner?.high[h] ?? y,
      low95: outer?.low[h] ?? y,
      high95: outer?.high[h] ?? y,
    };
    // The innermost band goes along, and stays within the next one.
    const shift = y - step.y;
    const low50 = Math.min(y, Math.max(ends.low80, step.low50 + shift));
    return { ...step, y, ...ends, low50, high50: Math.max(y, Math.min(ends.high80, step.high50 + shift)) };
  });
  const window = reconciled.windows[0];
  const band = (level: number) => window?.bands.find((one) => one.level === level);
  const known = outlook.known ?? 0;
  const mean = window?.mean ?? outlook.total.value - known;
  const total: Range = {
    value: mean + known,
    low80: (band(80)?.low ?? mean) + known,
    high80: (band(80)?.high ?? mean) + known,
    low95: (band(95)?.low ?? mean) + known,
    high95: (band(95)?.high ?? mean) + known,
  };
  const { from, to } = outlook.window;
  const windowTotals = outlook.forecast.windowTotals.map((one) => ({
    ...one,
    mean,
    low80: total.low80 - known,
    high80: total.high80 - known,
    low95: total.low95 - known,
    high95: total.high95 - known,
  }));
  return {
    ...outlook,
    total,
    steps: points.slice(from - 1, to),
    forecast: { ...outlook.forecast, points, windowTotals },
  };
}
