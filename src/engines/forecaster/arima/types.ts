/** ARIMA(p,d,q)(P,D,Q)m, with a mean (d + D = 0) or a drift (d + D = 1) where `constant`. */
export interface ArimaOrder {
  readonly p: number;
  readonly d: number;
  readonly q: number;
  readonly P: number;
  readonly D: number;
  readonly Q: number;
  /** Steps in a season; 1 for none. */
  readonly m: number;
  readonly constant: boolean;
}

/** What an estimate on a little less of the series found; the numbers are estimated anew. */
export interface ArimaKept {
  readonly order: ArimaOrder;
  readonly lambda: number;
  readonly harmonics: number;
}

export interface ArimaInput {
  /** One value for every step; null, NaN and Infinity are unknown. */
  readonly y: readonly (number | null)[];
  /** Steps in a season; 1 for none. */
  readonly season: number;
  /** One array for each regressor, one value for each step of `y`. A step with an unknown value teaches nothing. */
  readonly regressors?: readonly (readonly number[])[];
  /** Absent: transformation and order are searched. */
  readonly keep?: ArimaKept;
}

/** Forecasts with the variance of their errors, in the units of the series (squared for the variance). */
export interface ArimaForecast {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

export interface ArimaModel {
  readonly ok: true;
  readonly order: ArimaOrder;
  readonly kept: ArimaKept;
  /** Where the model was estimated: 1 the values as they are, 0.5 their square roots, 0 their logarithms. */
  readonly lambda: number;
  /** Of the transformed series, comparable between models with the same differences and lambda. */
  readonly aicc: number;
  /** Order, coefficients by R's names (ar1, ma1, sar1, sma1, intercept or drift, xreg1 …), sigma2 and aicc. */
  readonly parameters: Readonly<Record<string, number | string>>;
  /** One-step forecasts of the steps of `y`; NaN for the first steps, which the differences take. */
  readonly fitted: Float64Array;
  /**
   * Point forecasts (medians where lambda is not 1). `futureRegressors`: arrays like the ones of the fit, with at least
   * `horizon` values; an unknown value counts as the regressor's mean.
   */
  predict(horizon: number, futureRegressors?: readonly (readonly number[])[]): Float64Array;
  /** Like `predict`, with variances. They take the parameters as known. */
  predictWithVariance(horizon: number, futureRegressors?: readonly (readonly number[])[]): ArimaForecast;
  /**
   * For a backtest: the coefficients as they are, from the first `origin` values of `values` (NaN where unknown), a
   * series that starts where the one learned from did. `columns` reach to `origin + horizon`.
   */
  project(
    values: Float64Array,
    origin: number,
    horizon: number,
    columns?: readonly (readonly number[])[],
  ): Float64Array;
}

export interface ArimaRefusal {
  readonly ok: false;
  readonly reason: 'too-short';
  /** Known values: how many it takes and how many there are. */
  readonly needed: number;
  readonly have: number;
}
