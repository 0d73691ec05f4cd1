import { seededNormal, seededRandom } from '../seeded-random.ts';

export interface ParityRows {
  readonly features: readonly Float64Array[];
  readonly target: Float64Array;
}

/**
 * Rows by formula (Friedman 1991's test function, with noise of one): five features that matter, two that do not, a
 * tenth of the values missing. Rounded, so that what was written to a file for the other tool is exactly this.
 */
export function makeParityRows(seed: number, rows: number): ParityRows {
  const random = seededRandom(seed);
  const normal = seededNormal(random);
  const round = (value: number) => Math.round(1e4 * value) / 1e4;
  const full = Array.from({ length: 7 }, () => Float64Array.from({ length: rows }, () => round(random())));
  const target = Float64Array.from({ length: rows }, (_, row) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = full.map((column) => column[row]);
    return round(10 * Math.sin(Math.PI * a * b) + 20 * (c - 0.5) ** 2 + 10 * d + 5 * e + normal());
  });
  const features = full.map((column) => column.map((value) => (random() < 0.1 ? Number.NaN : value)));
  return { features, target };
}
