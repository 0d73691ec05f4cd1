import type { LinearModel } from '../model/linear-model.ts';
import { tidy } from './add-limits.ts';
import type { BuiltProduct, Slack } from './built-pricing.ts';
import type { PricingInput } from './types.ts';

/** Prices that the margin rule or "must change" rules out, at a cost that says how far they break it. */
export function relaxChoices(model: LinearModel, input: PricingInput, products: readonly BuiltProduct[]): Slack[] {
  const { minMargin = 0 } = input.limits ?? {};
  return products.flatMap(({ product, options, choices }) =>
    options.flatMap(({ price, keep }, k): Slack[] => {
      const variable = choices[k];
      if (variable === undefined) return [];
      const { id, name } = product;
      if (keep) {
        if (!product.mustChange) return [];
        model.setCost(variable, 1);
        const words = `Let ${name} stay at its price of today.`;
        return [{ variable, describe: () => ({ code: 'mustChange', words, amount: 1, values: { id } }) }];
      }
      const short = minMargin - (price - product.unitCost) / price;
      if (minMargin === 0 || short <= 1e-9) return [];
      model.setCost(variable, short / minMargin);
      const words = `Allow a margin on ${name} that is ${tidy(100 * short)} points lower.`;
      return [{ variable, describe: () => ({ code: 'minMargin', words, amount: short, values: { id } }) }];
    }),
  );
}
