import type { LinearModel, Term } from '../model/linear-model.ts';
import type { ModelOption } from './list-options.ts';
import type { CrossEffect, PricedProduct, PricingInput } from './types.ts';

export interface ChosenProduct {
  readonly product: PricedProduct;
  readonly options: readonly ModelOption[];
  readonly choices: readonly number[];
}

/** Variables that are 1 when option k of one product and option l of another are chosen together. */
export type PairVariables = (first: ChosenProduct, second: ChosenProduct) => (k: number, l: number) => number;

/**
 * Products of two choices without yes/no variables of their own: rows and columns of the pair table add up to the two
 * choices (the tight form of Sherali & Adams 1990). Made once for each unordered pair.
 */
export function createPairs(model: LinearModel): PairVariables {
  const tables = new Map<string, readonly (readonly number[])[]>();
  return (first, second) => {
    const straight = tables.get(JSON.stringify([first.product.id, second.product.id]));
    if (straight) return (k, l) => straight[k]?.[l] ?? -1;
    const turned = tables.get(JSON.stringify([second.product.id, first.product.id]));
    if (turned) return (k, l) => turned[l]?.[k] ?? -1;
    const made = addPairTable(model, first, second);
    tables.set(JSON.stringify([first.product.id, second.product.id]), made);
    return (k, l) => made[k]?.[l] ?? -1;
  };
}

function addPairTable(model: LinearModel, first: ChosenProduct, second: ChosenProduct): number[][] {
  const name = `${first.product.name} with ${second.product.name}`;
  const table = first.options.map(() => second.options.map(() => model.addVariable({ name, upper: 1 })));
  first.choices.forEach((y, k) => {
    const row = (table[k] ?? []).map((z): Term => [z, 1]);
    model.addRow({ name, lower: 0, upper: 0, terms: [...row, [y, -1]] });
  });
  second.choices.forEach((y, l) => {
    const column = table.flatMap((row): Term[] => (row[l] === undefined ? [] : [[row[l], 1]]));
    model.addRow({ name, lower: 0, upper: 0, terms: [...column, [y, -1]] });
  });
  return table;
}

/** Units asked for at each option, as terms; own price through the option, other prices through the pairs. */
export function demandTerms(
  chosen: ChosenProduct,
  effects: readonly CrossEffect[],
  others: ReadonlyMap<string, ChosenProduct>,
  pairs: PairVariables,
): Term[][] {
  const partners = effects.flatMap(({ onPriceOf, elasticity }) => {
    const other = others.get(onPriceOf);
    return other ? [{ other, elasticity, pair: pairs(chosen, other) }] : [];
  });
  return chosen.options.map(({ units }, k) => {
    const own: Term = [chosen.choices[k] ?? -1, units];
    const moved = partners.flatMap(({ other, elasticity, pair }) =>
      other.options.map(({ price }, l): Term => {
        return [pair(k, l), units * ((price / other.product.price) ** elasticity - 1)];
      }),
    );
    return [own, ...moved.filter(([, coefficient]) => coefficient !== 0)];
  });
}

/**
 * Units sold at each option. Without cross effects that is a number, at most the stock. With them it is the smaller of
 * demand and stock, exactly: a yes/no variable says which, so that no plan can "choose" to sell less.
 */
export function salesTerms(
  model: LinearModel,
  input: PricingInput,
  chosen: ChosenProduct,
  demand: readonly Term[][],
  crossed: boolean,
): readonly (readonly Term[])[] {
  const { stock } = chosen.product;
  if (stock === undefined || input.beyondStock === 'forbidden') return demand;
  if (!crossed) return demand.map((terms) => terms.map(([y, units]): Term => [y, Math.min(units, stock)]));
  return demand.map((terms, k) => {
    const most = terms.reduce((sum, [, coefficient]) => sum + Math.max(coefficient, 0), 0);
    if (most <= stock) return terms;
    const y = chosen.choices[k] ?? -1;
    const { name } = chosen.product;
    const sold = model.addVariable({ name: `${name} sold`, upper: stock });
    const out = model.addBinary(`${name} sold out`);
    const minus = terms.map(([variable, coefficient]): Term => [variable, -coefficient]);
    const row = (lower: number, upper: number, rowTerms: Term[]) =>
      model.addRow({ name: `stock of ${name}`, lower, upper, terms: rowTerms });
    row(-Infinity, 0, [[sold, 1], ...minus]);
    row(-Infinity, 0, [
      [sold, 1],
      [y, -stock],
    ]);
    row(-Infinity, 0, [
      [out, 1],
      [y, -1],
    ]);
    row(0, Infinity, [
      [sold, 1],
      [out, -stock],
    ]);
    row(0, Infinity, [[sold, 1], ...minus, [out, Math.max(most - stock, 0)]]);
    return [[sold, 1]];
  });
}
