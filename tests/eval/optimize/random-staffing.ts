/**
 * Random small rosters against trying every roster there is.
 *
 *   node tests/eval/optimize/random-staffing.ts [--count 10000] [--seed 1]
 *
 * Exit code 1 when a plan fails its check, is not the best, or possible and impossible are mixed up.
 */
import { parseArgs } from 'node:util';
import { seededRandom } from '../../unit/forecaster/seeded-random.ts';
import { judgeRandomRoster } from '../../unit/optimizer/judge-random-roster.ts';
import { makeRandomRoster } from '../../unit/optimizer/random-roster.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const counts = { optimal: 0, infeasible: 0, short: 0, wrong: 0 };
for (let at = 0; at < Number(values.count); at += 1) {
  // A seed of its own for each, so that one can be looked at alone.
  const input = makeRandomRoster(seededRandom(Number(values.seed) * 1_000_003 + at));
  const { status, short, complaint } = judgeRandomRoster(input);
  if (status === 'optimal' || status === 'infeasible') counts[status] += 1;
  if (short) counts.short += 1;
  if (complaint === undefined) continue;
  counts.wrong += 1;
  if (counts.wrong <= 3) console.error(at, complaint, JSON.stringify(input));
}
console.log(JSON.stringify(counts));
process.exitCode = counts.wrong === 0 ? 0 : 1;
