/**
 * Random small budgets: every other one with curves against water-filling over all sets of used channels, the rest
 * linear over several periods against `javascript-lp-solver`.
 *
 *   node tests/eval/optimize/random-budget.ts [--count 10000] [--seed 1]
 *
 * Exit code 1 when a plan fails its check, is not the best, or possible and impossible are mixed up.
 */
import { parseArgs } from 'node:util';
import { seedRandom } from '../../../src/engines/optimizer/estimation/seeded-random.ts';
import { judgeBySecondSolver, judgeByWaterFill } from '../../unit/optimizer/judge-random-budget.ts';
import { makeRandomBudget } from '../../unit/optimizer/random-budget.ts';
import { makeRandomLinearBudget } from '../../unit/optimizer/random-linear-budget.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const random = seedRandom(Number(values.seed)).uniform;
const counts = { optimal: 0, infeasible: 0, invalid: 0, undecided: 0, wrong: 0 };
for (let i = 0; i < Number(values.count); i += 1) {
  const linear = i % 2 === 1;
  const input = linear ? makeRandomLinearBudget(random) : makeRandomBudget(random);
  const verdict = linear ? judgeBySecondSolver(input) : judgeByWaterFill(input);
  counts[verdict] += 1;
  if (verdict === 'wrong' && counts.wrong <= 3) console.error(i, JSON.stringify(input));
}
console.log(JSON.stringify(counts));
process.exitCode = counts.wrong === 0 ? 0 : 1;
