import { judgeRandomInventory } from '../../unit/optimizer/judge-random-inventory.ts';

/** `node tests/eval/optimize/random-inventory.ts [count] [first seed]`: small plans against trying all orders. */
const [count = 10_000, first = 0] = process.argv.slice(2).map(Number);
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
