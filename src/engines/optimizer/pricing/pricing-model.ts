import type { OptimizationModel } from '../model/optimization-model.ts';
import { buildPricing } from './build-pricing.ts';
import type { BuiltPricing } from './built-pricing.ts';
import { explainPricing } from './explain-pricing.ts';
import { findPriceRemedies } from './find-price-remedies.ts';
import { readPricePlan } from './read-price-plan.ts';
import type { PricingExplanation, PricingInput, PricingPlan } from './types.ts';
import { validatePricing } from './validate-pricing.ts';
import { verifyPricing } from './verify-pricing.ts';

/** Which price to ask for each product, so that the profit of the period is highest. */
export const pricingModel: OptimizationModel<PricingInput, BuiltPricing, PricingPlan, PricingExplanation> = {
  kind: 'pricing',
  validate: validatePricing,
  build: buildPricing,
  readPlan: readPricePlan,
  verify: verifyPricing,
  explain: explainPricing,
  findRemedies: (input, _built, options) => findPriceRemedies(input, options),
};
