/**
 * Random small pricing problems against enumeration of every combination of prices.
 *
 *   node tests/eval/optimize/random-pricing.ts [--count 10000] [--seed 1]
 *
 * Exit code 1 when a plan fails its check, is not the best, or possible and impossible are mixed up.
 */
import { parseArgs } from 'node:util';
import { seedRandom } from '../../../src/engines/optimizer/estimation/seeded-random.ts';
import { runOptimization } from '../../../src/engines/optimizer/model/run-optimization.ts';
import { pricingModel } from '../../../src/engines/optimizer/pricing/pricing-model.ts';
import { enumeratePricing, makeRandomPricing } from '../../unit/optimizer/random-pricing.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const random = seedRandom(Number(values.seed)).uniform;
const counts = { optimal: 0, infeasible: 0, invalid: 0, wrong: 0 };
const bare = { ...pricingModel, explain: () => null, findRemedies: () => [] };
for (let i = 0; i < Number(values.count); i += 1) {
  const input = makeRandomPricing(random);
  const outcome = runOptimization(bare, input, { timeLimitMs: 5000 });
  if (outcome.status === 'invalid') {
    counts.invalid += 1;
    continue;
  }
  const best = enumeratePricing(input);
  const agrees =
    outcome.status === 'optimal'
      ? best !== null && Math.abs(outcome.objective - best) <= 2e-6 * Math.max(1, Math.abs(best))
      : outcome.status === 'infeasible' && best === null;
  if (outcome.status === 'optimal' || outcome.status === 'infeasible') counts[outcome.status] += 1;
  if (agrees) continue;
  counts.wrong += 1;
  if (counts.wrong <= 3) {
    console.error(i, outcome.status, 'objective' in outcome ? outcome.objective : '', best, JSON.stringify(input));
  }
}
console.log(JSON.stringify(counts));
process.exitCode = counts.wrong === 0 ? 0 : 1;
