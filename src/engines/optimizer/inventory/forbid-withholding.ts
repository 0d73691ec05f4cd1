import type { LinearModel } from '../model/linear-model.ts';
import type { BuiltInventory, Cell } from './build-inventory.ts';

/** Items that lose sales in a period in which they have stock left: nobody sends a customer away to keep a buffer. */
export function findWithheld({ cells }: BuiltInventory, values: ArrayLike<number>): readonly number[] {
  const isUsed = (index: number | null) => index !== null && (values[index] ?? 0) > 1e-6;
  return cells.flatMap((row, item) => (row.some(({ lost, stock }) => isUsed(lost) && isUsed(stock)) ? [item] : []));
}

/**
 * Adds to the model, for each of these items and periods: sales are lost or stock is left, not both. Added only where
 * a plan broke it, because almost none does and the yes/no variables make the model slower.
 */
export function forbidWithholding(model: LinearModel, { cells }: BuiltInventory, items: readonly number[]): void {
  for (const item of items) {
    const row = cells[item] ?? [];
    const mostStock = row.reduce((sum, cell) => sum + cell.mostIn, 0);
    for (const cell of row) forbid(model, cell, mostStock);
  }
}

function forbid(model: LinearModel, { lost, stock }: Cell, mostStock: number): void {
  if (lost === null) return;
  const { name, upper } = model.variable(lost);
  const loses = model.addBinary(`any ${name}`);
  model.addRow({
    name,
    upper: 0,
    terms: [
      [lost, 1],
      [loses, -upper],
    ],
  });
  model.addRow({
    name,
    upper: mostStock,
    terms: [
      [stock, 1],
      [loses, mostStock],
    ],
  });
}
