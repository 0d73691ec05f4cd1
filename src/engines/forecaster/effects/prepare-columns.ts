import { prepareNumber } from './prepare-number.ts';
import type { EffectRegressor } from './types.ts';

/** One column that a regressor gives to the regression. */
export interface EffectColumn {
  /** A finite value for each step of history and horizon; zero: as usual, no effect. */
  readonly values: Float64Array;
  /** Flags: runs of steps of the history with a known `y`, as [from, to). Numbers: none. */
  readonly occasions: readonly (readonly [number, number])[];
  /** Occasions of a flag, known steps of a number. */
  readonly seen: number;
}

/** A flag that counts higher (days of a month) is held to this size. */
const LARGEST_FLAG = 4;

/**
 * A flag is one column, unknown values taken as most are; a number is one or two, see `prepareNumber`. None where the
 * history shows nothing of it: a flag that was never up (or always), a number that never moved.
 */
export function prepareColumns(
  { kind, values }: EffectRegressor,
  y: Float64Array,
  until: number,
  stepsPerYear: number | null,
): EffectColumn[] {
  const given = Float64Array.from({ length: until }, (_, t) => {
    const value = values[t] ?? Number.NaN;
    return Number.isFinite(value) ? value : Number.NaN;
  });
  if (kind === 'flag') return prepareFlag(given, y);
  const columns = prepareNumber(given, y.length, stepsPerYear);
  const seen = y.reduce((count, value, t) => count + (Number.isNaN(value) || Number.isNaN(given[t]) ? 0 : 1), 0);
  return seen === 0 ? [] : columns.map((column) => ({ values: column, occasions: [], seen }));
}

function prepareFlag(given: Float64Array, y: Float64Array): EffectColumn[] {
  const up = given.subarray(0, y.length).reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  const usual = 2 * up > y.length ? 1 : 0;
  const values = given.map((value) =>
    Number.isNaN(value) ? usual : Math.max(-LARGEST_FLAG, Math.min(LARGEST_FLAG, value)),
  );
  const occasions: (readonly [number, number])[] = [];
  let plain = 0;
  for (let t = 0; t < y.length; t += 1) {
    if (values[t] === 0) {
      plain += Number.isNaN(y[t]) ? 0 : 1;
      continue;
    }
    const from = t;
    let known = 0;
    for (; t < y.length && values[t] !== 0; t += 1) known += Number.isNaN(y[t]) ? 0 : 1;
    t -= 1;
    if (known > 0) occasions.push([from, t + 1]);
  }
  return plain === 0 || occasions.length === 0 ? [] : [{ values, occasions, seen: occasions.length }];
}
