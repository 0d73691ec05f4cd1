import { LinearModel } from '../model/linear-model.ts';
import { addLimits } from './add-limits.ts';
import { addOrders } from './add-orders.ts';
import type { ChosenProduct } from './build-sales.ts';
import { createPairs, demandTerms, salesTerms } from './build-sales.ts';
import type { BuiltPricing, BuiltProduct, Slack } from './built-pricing.ts';
import { addChoices, scaleTerms } from './built-pricing.ts';
import { listOptions } from './list-options.ts';
import { relaxChoices } from './relax-choices.ts';
import type { PricingInput } from './types.ts';

/** One yes/no variable for each price of each product, today's among them; profit is known for each beforehand. */
export function buildPricing(input: PricingInput): BuiltPricing {
  return build(input, false);
}

/** The same with every limit allowed to give way; its objective is how far they do, each as a share of itself. */
export function buildRelaxedPricing(input: PricingInput): BuiltPricing {
  return build(input, true);
}

function build(input: PricingInput, relaxed: boolean): BuiltPricing {
  const model = new LinearModel(relaxed ? 'minimize' : 'maximize');
  const chosen = input.products.map((product): ChosenProduct => {
    const options = listOptions(input, product, relaxed);
    return { product, options, choices: addChoices(model, product, options) };
  });
  const byId = new Map(chosen.map((each) => [each.product.id, each]));
  const effects = Map.groupBy(input.crossEffects ?? [], ({ productId }) => productId);
  const pairs = createPairs(model);
  const products = chosen.map((each): BuiltProduct => {
    const own = effects.get(each.product.id) ?? [];
    const demand = demandTerms(each, own, byId, pairs);
    return { ...each, sales: salesTerms(model, input, each, demand, own.length > 0) };
  });
  const slacks: Slack[] = [];
  const loosen = relaxed ? slacks : null;
  addLimits(model, input, products, loosen);
  addOrders(model, input, products, loosen);
  if (relaxed) slacks.push(...relaxChoices(model, input, products));
  else setProfit(model, products);
  return { model, products, slacks };
}

function setProfit(model: LinearModel, products: readonly BuiltProduct[]): void {
  const profit = new Map<number, number>();
  for (const { product, options, sales } of products) {
    options.forEach(({ price }, k) => {
      for (const [variable, value] of scaleTerms(sales[k] ?? [], price - product.unitCost)) {
        profit.set(variable, (profit.get(variable) ?? 0) + value);
      }
    });
  }
  for (const [variable, value] of profit) model.setCost(variable, value);
}
