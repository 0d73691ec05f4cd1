import type { LinearModel, Term } from '../model/linear-model.ts';
import { addLimit, tidy } from './add-limits.ts';
import type { BuiltProduct, Slack } from './built-pricing.ts';
import type { PricingInput } from './types.ts';

/**
 * Keeps the order of prices within a group. For every price v of the cheaper one: "at v or above" forces the dearer
 * one to v + step or above, which is far tighter than comparing the two prices as sums.
 */
export function addOrders(
  model: LinearModel,
  input: PricingInput,
  products: readonly BuiltProduct[],
  slacks: Slack[] | null,
): void {
  const byId = new Map(products.map((each) => [each.product.id, each]));
  for (const { id, name, cheapestFirst, leastStep = 0 } of input.orders ?? []) {
    for (const [at, dearId] of cheapestFirst.entries()) {
      const cheap = byId.get(cheapestFirst[at - 1] ?? '');
      const dear = byId.get(dearId);
      if (!cheap || !dear) continue;
      if (slacks) addLooseOrder(model, cheap, dear, leastStep, slacks, id);
      else addOrder(model, cheap, dear, leastStep, name);
    }
  }
}

function addOrder(model: LinearModel, cheap: BuiltProduct, dear: BuiltProduct, step: number, name: string): void {
  const least = Math.min(...dear.options.map(({ price }) => price));
  for (const { price } of cheap.options) {
    if (price + step <= least + 1e-9) continue;
    const above = atLeast(cheap, price, 1);
    model.addRow({ name, upper: 0, terms: [...above, ...atLeast(dear, price + step, -1)] });
  }
}

function atLeast({ options, choices }: BuiltProduct, price: number, sign: 1 | -1): Term[] {
  return options.flatMap((option, k): Term[] => {
    const y = choices[k];
    return y !== undefined && option.price >= price - 1e-9 ? [[y, sign]] : [];
  });
}

function addLooseOrder(
  model: LinearModel,
  cheap: BuiltProduct,
  dear: BuiltProduct,
  step: number,
  slacks: Slack[],
  id: string,
): void {
  const prices = ({ options, choices }: BuiltProduct, sign: 1 | -1) =>
    choices.map((y, k): Term => [y, sign * (options[k]?.price ?? 0)]);
  const words = (amount: string) =>
    `Let ${cheap.product.name} be up to ${amount} dearer than ${dear.product.name} allows now.`;
  const limit = {
    name: `${cheap.product.name} below ${dear.product.name}`,
    upper: -step,
    terms: [...prices(cheap, 1), ...prices(dear, -1)],
    remedy: (amount: number) => ({
      code: 'order',
      words: words(tidy(amount)),
      amount,
      values: { id, first: cheap.product.id },
    }),
  };
  addLimit(model, limit, slacks);
}
