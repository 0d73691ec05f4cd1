import { parseArgs } from 'node:util';
import { judgeRandomInventory } from '../../unit/optimizer/judge-random-inventory.ts';

/**
 * Random small order plans against trying all orders.
 *
 *   node tests/eval/optimize/random-inventory.ts [--count 10000] [--seed 0]
 *
 * Exit code 1 when a plan is not the best, fails its check, or possible and impossible are mixed up.
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '0' } },
});
const [count, first] = [Number(values.count), Number(values.seed)];
const kinds: Record<string, number> = {};
let wrong = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const judged = judgeRandomInventory(seed);
  kinds[judged.kind] = (kinds[judged.kind] ?? 0) + 1;
  if (judged.wrong === null) continue;
  wrong += 1;
  console.log(`seed ${seed}: ${judged.wrong}`);
}
console.log(JSON.stringify({ count, ...kinds, wrong }));
process.exitCode = wrong > 0 ? 1 : 0;
