import type { PlantedEffect } from '../../../src/sample/planted-causes.ts';
import type { SampleRow } from '../../../src/sample/write-records.ts';

type Cut = Pick<PlantedEffect, 'filter' | 'products' | 'period'>;

/** Sum of a metric's rows inside a filter, products and period. */
export function sumRows(rows: readonly SampleRow[], metric: string, { filter, products, period }: Cut): number {
  let sum = 0;
  for (const row of rows) {
    if (row.metric !== metric || row.day < period.start || row.day > period.end) continue;
    if (products && !products.includes(row.dims.product ?? '')) continue;
    if (Object.entries(filter).every(([key, member]) => row.dims[key] === member)) sum += row.value;
  }
  return sum;
}
