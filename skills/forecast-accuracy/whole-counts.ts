import type { MetricDefinition } from '../../src/contracts/catalogue.ts';

/** From here on a part of a thing that is counted says nothing. */
const MANY = 10;

/** Orders and items are said whole, as when they were forecast; of a few the part still tells. */
export const wholeCounts = ({ unit }: Pick<MetricDefinition, 'unit'>, value: number): { readonly decimals?: number } =>
  unit === 'count' && Math.abs(value) >= MANY ? { decimals: 0 } : {};
