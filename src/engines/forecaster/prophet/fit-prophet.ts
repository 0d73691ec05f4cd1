import { chooseMode } from './choose-mode.ts';
import { listParts, type Part, weighParts } from './list-parts.ts';
import { maximisePosterior } from './maximise-posterior.ts';
import { hold, nameParameters } from './name-parameters.ts';
import type { PosteriorData, PosteriorFit } from './posterior.ts';
import { type History, prepareHistory } from './prepare-history.ts';
import { searchPosterior } from './search-posterior.ts';
import { evaluateTrend, placeChangePoints } from './trend.ts';
import type { ProphetComponents, ProphetInput, ProphetMode, ProphetModel, ProphetRefusal } from './types.ts';

/** Known values below which nothing is estimated. */
const LEAST_VALUES = 8;
/** From here on R's Prophet searches by L-BFGS, below by Newton's method, which comes closer to the maximum. */
const SEARCH_FROM = 100;

/**
 * Prophet (Taylor & Letham 2018, The American Statistician 72(1)): a trend that bends, Fourier seasons and regressors,
 * with the priors and the start of R's Prophet and a search that ends where its search ends. Pure and deterministic;
 * every number is finite. Refuses fewer than eight known values, values that all lie on one day, and what has no
 * solution in the numbers there are.
 *
 * Prophet's own Stan model exists as WebAssembly (`@bsull/augurs`), and is not used: it keeps the memory of every fit,
 * each of its exceptions is a crash, and its wrapper orders the columns anew at each call, so that the same input gets
 * different answers. Tests hold this one beside it.
 */
export function fitProphet(input: ProphetInput): ProphetModel | ProphetRefusal {
  const history = prepareHistory(input);
  const have = history.steps.length;
  if (have < LEAST_VALUES || !(history.span > 0)) return { ok: false, reason: 'too-short', needed: LEAST_VALUES, have };

  const days = Float64Array.from(input.days);
  const time = days.map((day) => (day - history.firstDay) / history.span);
  const parts = listParts(input, history, days);
  const mode = input.mode ?? chooseMode(history.y, input.grain);
  const known = (column: Float64Array) => Float64Array.from(history.steps, (step) => column[step] ?? 0);
  const t = known(time);
  const changeTimes = placeChangePoints(t);
  const estimated = isFlat(history)
    ? { fit: holdFlat(history, parts), solver: 'flat' }
    : estimate({
        y: history.y,
        t,
        changeTimes,
        columns: parts.flatMap(({ columns }) => columns.map(known)),
        priorScales: parts.flatMap(({ columns, priorScale }) => columns.map(() => priorScale)),
        multiplicative: mode === 'multiplicative',
      });
  if (estimated === null) return { ok: false, reason: 'failed', needed: LEAST_VALUES, have };

  const { fit, solver } = estimated;
  const trend = evaluateTrend({ ...fit, changeTimes }, time);
  return {
    ok: true,
    parameters: { solver, ...nameParameters(fit, parts, mode, history) },
    ...readOut(trend, parts, weighParts(parts, fit.beta), mode, history.scale),
  };
}

function estimate(data: PosteriorData): { readonly fit: PosteriorFit; readonly solver: string } | null {
  const searched = data.y.length < SEARCH_FROM ? null : searchPosterior(data);
  if (searched !== null) return { fit: searched, solver: 'l-bfgs' };
  const exact = maximisePosterior(data);
  return exact && { fit: exact, solver: 'exact' };
}

/** As in R: a series that never changes has nothing to estimate. */
const isFlat = ({ y }: History): boolean => y.every((value) => value === y[0]);

function holdFlat({ y }: History, parts: readonly Part[]): PosteriorFit {
  const count = parts.reduce((sum, { columns }) => sum + columns.length, 0);
  return { k: 0, m: y[0] ?? 0, delta: new Float64Array(0), beta: new Float64Array(count), noise: 0 };
}

/** All days are worked out once: the forecast of a step depends on its date alone, not on where one stands. */
function readOut(
  trend: Float64Array,
  parts: readonly Part[],
  effects: readonly Float64Array[],
  mode: ProphetMode,
  scale: number,
): Pick<ProphetModel, 'predict' | 'components'> {
  const scaled =
    mode === 'additive' ? effects : effects.map((effect) => effect.map((value, i) => value * (trend[i] ?? 0)));
  const toUnits = (values: Float64Array) => values.map((value) => hold(value * scale));
  const total = toUnits(trend.map((value, i) => scaled.reduce((sum, part) => sum + (part[i] ?? 0), value)));
  const trendInUnits = toUnits(trend);
  const partsInUnits = parts.map(({ kind, name }, p) => ({ kind, name, values: toUnits(scaled[p] ?? trend) }));

  const checkRange = (from: number, count: number) => {
    if (from >= 0 && count >= 0 && from + count <= total.length) return;
    throw new RangeError(`Steps ${from} to ${from + count - 1} are not among the ${total.length} days of the input.`);
  };
  return {
    predict(from, horizon) {
      checkRange(from, horizon);
      return total.slice(from, from + horizon);
    },
    components(from, count): ProphetComponents {
      checkRange(from, count);
      const slices = partsInUnits.map(({ kind, name, values }) => ({
        kind,
        name,
        values: values.slice(from, from + count),
      }));
      const weekly = slices.find(({ kind }) => kind === 'weekly')?.values;
      const yearly = slices.find(({ kind }) => kind === 'yearly')?.values;
      const regressors = slices.filter(({ kind }) => kind === 'regressor').map(({ name, values }) => [name, values]);
      return {
        trend: trendInUnits.slice(from, from + count),
        ...(weekly && { weekly }),
        ...(yearly && { yearly }),
        regressors: Object.fromEntries(regressors),
      };
    },
  };
}
