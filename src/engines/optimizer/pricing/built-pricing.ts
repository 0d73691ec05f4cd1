import type { LinearModel, Term } from '../model/linear-model.ts';
import type { BuiltModel, Remedy } from '../model/optimization-model.ts';
import type { ModelOption } from './list-options.ts';
import type { PricedProduct } from './types.ts';

/** One product in the model. */
export interface BuiltProduct {
  readonly product: PricedProduct;
  readonly options: readonly ModelOption[];
  /** The yes/no variable of each option. */
  readonly choices: readonly number[];
  /** Units sold at each option as a sum over variables: not zero only when the option is chosen. */
  readonly sales: readonly (readonly Term[])[];
}

/** How far a limit may be broken in the relaxed model, and the remedy that would allow it. */
export interface Slack {
  readonly variable: number;
  /** Remedy for a value of the variable. */
  readonly describe: (amount: number) => Remedy;
}

export interface BuiltPricing extends BuiltModel {
  readonly products: readonly BuiltProduct[];
  /** Only in the relaxed model. */
  readonly slacks: readonly Slack[];
}

/** Terms times a factor each, put together. */
export function scaleTerms(terms: readonly Term[], factor: number): Term[] {
  return terms.map(([variable, coefficient]) => [variable, coefficient * factor]);
}

/** Chooses exactly one option of a product. */
export function addChoices(model: LinearModel, product: PricedProduct, options: readonly ModelOption[]): number[] {
  const choices = options.map(({ price }) => model.addBinary(`${product.name} at ${price}`));
  model.addRow({ name: `one price for ${product.name}`, lower: 1, upper: 1, terms: choices.map((y) => [y, 1]) });
  return choices;
}

/** Σ over all options of units sold · weight. */
export function sumSales(
  products: readonly BuiltProduct[],
  weight: (product: BuiltProduct, option: number) => number,
): Term[] {
  return products.flatMap((each) => each.sales.flatMap((terms, k) => scaleTerms(terms, weight(each, k))));
}
