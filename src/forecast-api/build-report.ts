import type { ForecastReport, ReportedInterval } from '../contracts/forecast-report.ts';
import type { Grain, IsoDate } from '../contracts/period.ts';
import type { ForecastOutput, Interval, ModelScore } from '../engines/forecaster/types.ts';
import { sayLeftOut, sayWarning } from './say-outcome.ts';

export type GoodForecast = Extract<ForecastOutput, { ok: true }>;

interface ReportFrame {
  readonly metric: string | null;
  readonly grain: Grain;
  readonly lastKnown: IsoDate;
  /** Percent, ascending. */
  readonly levels: readonly number[];
  nameOf(step: IsoDate): IsoDate;
  /** Sentences beside those of the engine. */
  readonly remarks?: readonly { readonly code: string; readonly message: string }[];
}

/** The engine's answer as programs get it. The first window has to be the whole horizon. */
export function buildReport(output: GoodForecast, frame: ReportFrame): ForecastReport {
  const { levels, nameOf, grain } = frame;
  const [total] = output.windowTotals;
  const { models, ...backtest } = output.backtest;
  return {
    metric: frame.metric,
    grain,
    lastKnown: nameOf(frame.lastKnown),
    points: output.points.map(({ t, y, closed, ...interval }) => ({
      t: nameOf(t),
      mean: y,
      closed,
      intervals: listIntervals(interval, levels),
    })),
    total: total === undefined ? null : { mean: total.mean, intervals: listIntervals(total, levels) },
    model: output.model,
    weights: output.weights.map(({ name, weight }) => ({ name, weight })),
    models: models.map(({ name, wape, mase, smape }: ModelScore) => ({ name, wape, mase, smape })),
    leftOut: output.leftOut.map((left) => ({ ...left, message: sayLeftOut(left) })),
    backtest,
    effects: output.effects,
    warnings: [
      ...output.warnings.map((warning) => ({ code: warning.code, message: sayWarning(warning, frame) })),
      ...(frame.remarks ?? []),
    ],
    season: output.season,
    parameters: output.parameters,
  };
}

const CALIBRATED: ReadonlySet<number> = new Set([50, 80, 95]);

/** Levels that the engine has to be asked for beside its own three. */
export const furtherLevels = (levels: readonly number[]): number[] => levels.filter((level) => !CALIBRATED.has(level));

function listIntervals(interval: Interval, levels: readonly number[]): ReportedInterval[] {
  const own: Readonly<Record<number, readonly [number, number]>> = {
    50: [interval.low50, interval.high50],
    80: [interval.low80, interval.high80],
    95: [interval.low95, interval.high95],
  };
  return levels.flatMap((level): ReportedInterval[] => {
    const found = own[level];
    if (found !== undefined) return [{ level, low: found[0], high: found[1] }];
    const band = interval.bands?.find((one) => one.level === level);
    return band === undefined ? [] : [{ level, low: band.low, high: band.high }];
  });
}
