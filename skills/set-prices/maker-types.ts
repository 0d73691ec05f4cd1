import type { MadePlan } from '../planning/plan-maker.ts';
import type { PricingBasis } from './basis.ts';

export type MadePrices = MadePlan<'pricing', PricingBasis>;
