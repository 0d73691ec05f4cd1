import { nameKey } from '../../src/records/name-key.ts';
import type { RecordBook } from '../../src/records/read-record-book.ts';
import type { ProductBasis } from './basis.ts';
import type { Goods } from './read-goods.ts';

export interface UnitCost {
  readonly cost: number;
  readonly from: ProductBasis['costFrom'];
}

/**
 * What one unit more costs: as the list says; what its recipe adds up to (where every item's cost is known); the cost of
 * the item that is sold as it is; cost of goods over units. null when nothing tells.
 */
export function findUnitCost(book: RecordBook, { name, unitCost }: Goods): UnitCost | null {
  const key = nameKey(name);
  const listed = book.of('product').find(({ record }) => nameKey(record.name) === key)?.record.cost;
  if (listed !== undefined) return { cost: listed, from: 'list' };
  const recipe = costOfRecipe(book, key);
  if (recipe !== null) return { cost: recipe, from: 'recipe' };
  const asIs = book.of('item').find(({ record }) => nameKey(record.product ?? '') === key)?.record.cost;
  if (asIs !== undefined) return { cost: asIs, from: 'recipe' };
  return unitCost === null ? null : { cost: unitCost, from: 'numbers' };
}

function costOfRecipe(book: RecordBook, product: string): number | null {
  const costs = new Map(book.of('item').map(({ record }) => [nameKey(record.name), record.cost]));
  const lines = book.of('recipe').filter(({ record }) => nameKey(record.product) === product);
  if (lines.length === 0) return null;
  let sum = 0;
  for (const { record } of lines) {
    const cost = costs.get(nameKey(record.item));
    if (cost === undefined) return null;
    sum += cost * record.quantity;
  }
  return sum;
}
