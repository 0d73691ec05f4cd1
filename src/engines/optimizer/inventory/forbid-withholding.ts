import type { LinearModel } from '../model/linear-model.ts';
import type { BuiltInventory } from './build-inventory.ts';

/** Items that lose sales in a period in which they have stock left: nobody sends a customer away to keep a buffer. */
export function findWithheld({ cells }: BuiltInventory, values: ArrayLike<number>): readonly number[] {
  const isUsed = (index: number | null) => index !== null && (values[index] ?? 0) > 1e-6;
  return cells.flatMap((row, item) => (row.some(({ lost, stock }) => isUsed(lost) && isUsed(stock)) ? [item] : []));
}

/** Whether any sales are lost, and the sales that are. */
export interface Losing {
  readonly loses: number;
  readonly lost: number;
}

/**
 * Adds to the model, for each of these items and periods: sales are lost or stock is left, not both. Added only where
 * a plan broke it, because almost none does and the yes/no variables make the model slower.
 * @returns the new yes/no variables, each with the lost sales it is about
 */
export function forbidWithholding(
  model: LinearModel,
  { cells }: BuiltInventory,
  items: readonly number[],
): readonly Losing[] {
  return items.flatMap((item) => {
    const row = cells[item] ?? [];
    const mostStock = row.reduce((sum, cell) => sum + cell.mostIn, 0);
    return row.flatMap((cell) => (cell.lost === null ? [] : [forbid(model, cell.lost, cell.stock, mostStock)]));
  });
}

/** Values of the model before as values of the model now. */
export function addLosing(model: LinearModel, losing: readonly Losing[], values: Float64Array): Float64Array {
  const longer = new Float64Array(model.variableCount);
  longer.set(values);
  for (const { loses, lost } of losing) longer[loses] = (values[lost] ?? 0) > 1e-9 ? 1 : 0;
  return longer;
}

function forbid(model: LinearModel, lost: number, stock: number, mostStock: number): Losing {
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
  return { loses, lost };
}
