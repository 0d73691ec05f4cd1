import { addDays } from '../../src/calendar/civil-day.ts';
import type { PlanMaker } from '../planning/plan-maker.ts';
import type { PricingBasis } from './basis.ts';
import { comparePrices } from './compare-prices.ts';
import { expectResults } from './expect-results.ts';
import { gather } from './gather.ts';
import { present } from './present.ts';
import { sayFinding, sayRemedy } from './say-finding.ts';
import { writeFiles } from './write-files.ts';

export type { PricingBasis } from './basis.ts';

const DAY_MS = 86_400_000;
/** Costs and sales have moved on after this. */
const OPEN_DAYS = 14;

/** Prices, from the company's past to words. */
export const pricingMaker: PlanMaker<'pricing', PricingBasis> = {
  kind: 'pricing',
  rights: 'member',
  gather,
  present,
  compare: (_ctx, before, after, book) => comparePrices(before, after, book),
  sayFinding: (finding, _basis, book) => sayFinding(finding, book),
  sayRemedy: (remedy, _basis, book) => sayRemedy(remedy, book),
  files: async (_ctx, made) => writeFiles(made),
  expectations: (_ctx, made) => expectResults(made),
  expiresAt: (ctx, { basis }) => {
    const last = addDays(ctx.today, OPEN_DAYS);
    const days =
      basis.period.end < last ? (Date.parse(basis.period.end) - Date.parse(ctx.today)) / DAY_MS + 1 : OPEN_DAYS;
    return new Date(ctx.now.getTime() + days * DAY_MS);
  },
};
