export type DemandPattern = 'smooth' | 'erratic' | 'intermittent' | 'lumpy';

/** Cut-offs of Syntetos, Boylan & Croston 2005. */
const LONG_INTERVAL = 1.32;
const VARIED_SIZE = 0.49;

/**
 * The kind of demand by mean interval between demands and squared coefficient of variation of their sizes (Syntetos,
 * Boylan & Croston 2005, fig. 3). NaN counts as no step. Null without any demand.
 */
export function classifyDemand(y: Float64Array): DemandPattern | null {
  const steps = y.filter((value) => !Number.isNaN(value)).length;
  const sizes = y.filter((value) => value > 0);
  if (sizes.length === 0) return null;
  // Relative to the largest, so that squares of huge sizes stay in range.
  const most = sizes.reduce((a, b) => Math.max(a, b), 0);
  const mean = sizes.reduce((sum, value) => sum + value / most, 0) / sizes.length;
  const variance = sizes.reduce((sum, value) => sum + (value / most - mean) ** 2, 0) / sizes.length;
  const varied = variance / (mean * mean) >= VARIED_SIZE;
  if (steps / sizes.length >= LONG_INTERVAL) return varied ? 'lumpy' : 'intermittent';
  return varied ? 'erratic' : 'smooth';
}
