import type { LinearModel, Term } from '../model/linear-model.ts';
import type { Remedy } from '../model/optimization-model.ts';
import type { BuiltProduct, Slack } from './built-pricing.ts';
import { sumSales } from './built-pricing.ts';
import type { PricingInput } from './types.ts';

interface Limit {
  readonly name: string;
  readonly lower?: number;
  readonly upper?: number;
  readonly terms: Term[];
  readonly remedy: (amount: number) => Remedy;
}

/** Adds every limit over several products. With `slacks` each may give way, and is noted there. */
export function addLimits(
  model: LinearModel,
  input: PricingInput,
  products: readonly BuiltProduct[],
  slacks: Slack[] | null,
): void {
  for (const limit of listLimits(input, products)) addLimit(model, limit, slacks);
}

export function addLimit(model: LinearModel, limit: Limit, slacks: Slack[] | null): void {
  const { name, lower = -Infinity, upper = Infinity, terms, remedy } = limit;
  if (!slacks) {
    model.addRow({ name, lower, upper, terms });
    return;
  }
  const scale = Math.max(1e-3, Math.abs(Number.isFinite(upper) ? upper : lower));
  const variable = model.addVariable({ name, cost: 1 / scale });
  model.addRow({ name, lower, upper, terms: [...terms, [variable, Number.isFinite(upper) ? -1 : 1]] });
  slacks.push({ variable, describe: remedy });
}

function listLimits(input: PricingInput, products: readonly BuiltProduct[]): readonly Limit[] {
  const { maxChanges, maxUnits, minUnits, minRevenue, maxAveragePrice } = input.limits ?? {};
  const limits: Limit[] = [];
  const units = () => sumSales(products, () => 1);
  const words = (code: string, text: (amount: string) => string) => (amount: number) => {
    return { code, words: text(tidy(amount)), amount };
  };
  if (maxChanges !== undefined) {
    limits.push({
      name: 'prices that may change',
      upper: maxChanges,
      terms: products.flatMap(({ options, choices }) =>
        choices.flatMap((y, k): Term[] => (options[k]?.keep ? [] : [[y, 1]])),
      ),
      remedy: words('maxChanges', (amount) => `Let ${amount} more prices change.`),
    });
  }
  if (maxUnits !== undefined) {
    const remedy = words('maxUnits', (amount) => `Make room for ${amount} more units.`);
    limits.push({ name: 'units sold', upper: maxUnits, terms: units(), remedy });
  }
  if (minUnits !== undefined) {
    const remedy = words('minUnits', (amount) => `Ask for ${amount} fewer units.`);
    limits.push({ name: 'least units sold', lower: minUnits, terms: units(), remedy });
  }
  if (minRevenue !== undefined) {
    limits.push({
      name: 'least revenue',
      lower: minRevenue,
      terms: sumSales(products, ({ options }, k) => options[k]?.price ?? 0),
      remedy: words('minRevenue', (amount) => `Ask for ${amount} less revenue.`),
    });
  }
  if (maxAveragePrice !== undefined) {
    limits.push({
      name: 'average price',
      upper: maxAveragePrice,
      terms: products.flatMap(({ options, choices }) =>
        choices.map((y, k): Term => [y, (options[k]?.price ?? 0) / products.length]),
      ),
      remedy: words('maxAveragePrice', (amount) => `Let the average price be ${amount} higher.`),
    });
  }
  for (const { id, name, limit, use } of input.capacities ?? []) {
    const perUnit = new Map(use.map((each) => [each.productId, each.perUnit]));
    limits.push({
      name,
      upper: limit,
      terms: sumSales(products, ({ product }) => perUnit.get(product.id) ?? 0),
      remedy: (amount) => ({
        code: 'capacity',
        words: `Make room for ${tidy(amount)} more of ${name}.`,
        amount,
        values: { id },
      }),
    });
  }
  if (input.beyondStock !== 'forbidden') return limits;
  for (const each of products) {
    const { id, name, stock } = each.product;
    if (stock === undefined) continue;
    limits.push({
      name: `stock of ${name}`,
      upper: stock,
      terms: sumSales([each], () => 1),
      remedy: (amount) => ({ code: 'stock', words: `Have ${tidy(amount)} more of ${name}.`, amount, values: { id } }),
    });
  }
  return limits;
}

/** Rounded up: the remedy must suffice. */
export function tidy(amount: number): string {
  return String(Math.ceil(amount * 100 - 1e-4) / 100);
}
