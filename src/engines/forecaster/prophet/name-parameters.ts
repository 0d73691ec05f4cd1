import type { Part } from './list-parts.ts';
import type { PosteriorFit } from './posterior.ts';
import type { ProphetMode } from './types.ts';

/** Changes of slope under this share of the scale per history are none: the prior keeps each a hair from zero. */
const VISIBLE_CHANGE = 0.01;

/**
 * What was estimated, in plain names: `noise` in the units of the series; `trendPerYear` in the same units, at the end
 * of the history; `effect <regressor>` of a one (0/1) or of one standard deviation, in units, or as a share of the
 * trend where the mode is multiplicative.
 */
export function nameParameters(
  fit: PosteriorFit,
  parts: readonly Part[],
  mode: ProphetMode,
  history: { readonly scale: number; readonly span: number },
): Readonly<Record<string, string | number>> {
  const orders: [string, number][] = [];
  const effects: [string, number][] = [];
  let next = 0;
  for (const { kind, name, columns } of parts) {
    const beta = fit.beta[next] ?? 0;
    next += columns.length;
    if (kind === 'regressor') effects.push([`effect ${name}`, mode === 'additive' ? beta * history.scale : beta]);
    else orders.push([`${kind}Order`, columns.length / 2]);
  }
  const slope = fit.delta.reduce((sum, change) => sum + change, fit.k);
  const numbers: [string, number][] = [
    ...orders,
    ['trendPerYear', ((slope * history.scale) / history.span) * 365.25],
    ['changePoints', fit.delta.filter((change) => Math.abs(change) > VISIBLE_CHANGE).length],
    ['noise', fit.noise * history.scale],
    ...effects,
  ];
  return { mode, ...Object.fromEntries(numbers.map(([name, value]) => [name, hold(value)])) };
}

/** The nearest number there is. */
export function hold(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}
