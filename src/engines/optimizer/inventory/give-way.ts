import type { Term } from '../model/linear-model.ts';
import { hasPlan, type SolveOptions } from '../model/solution.ts';
import type { Column } from './choose-columns.ts';
import { partGap } from './solve-parts.ts';
import { solveStages } from './solve-stages.ts';
import type { ModelPart } from './split-model.ts';

/** A part, what is planned for it now, and what it costs without prices of shared limits. */
export interface Placed {
  readonly part: ModelPart;
  readonly column: Column;
  readonly costs: ArrayLike<number>;
  readonly packs: readonly number[];
}

/** With less than this share of what is too much, a part has nothing to give. */
const NOTHING = 1e-9;

/**
 * Where the parts' plans together go beyond shared limits: for each part the best plan that by itself makes up for (a
 * share of) what is too much, and takes no more elsewhere than there is room. The largest users first, as long as there
 * is time.
 * @param over what is too much of each limit; negative: what is left of it
 * @param terms of each limit, by the part's own variables
 * @returns values of each part that can, with the seconds it took
 */
export function letGiveWay(
  placed: readonly Placed[],
  over: readonly number[],
  terms: (part: ModelPart, limit: number) => readonly Term[],
  share: number,
  options: SolveOptions,
): { readonly found: readonly { readonly of: Placed; readonly values: Float64Array }[]; readonly seconds: number } {
  const { timeLimitMs = 10_000 } = options;
  const given = ({ column }: Placed) =>
    over.reduce((sum, much, at) => sum + (much > 0 ? Math.min(much, column.uses[at] ?? 0) / much : 0), 0);
  const able = placed.filter((one) => given(one) > NOTHING).toSorted((a, b) => given(b) - given(a));
  const found: { of: Placed; values: Float64Array }[] = [];
  let seconds = 0;
  for (const [at, one] of able.entries()) {
    const leftMs = timeLimitMs - seconds * 1000;
    if (leftMs <= 1 || options.shouldStop?.()) break;
    const { part, column } = one;
    const model = part.model.clone();
    for (let index = 0; index < model.variableCount; index += 1) model.setCost(index, one.costs[index] ?? 0);
    for (const [limit, much] of over.entries()) {
      const upper = (column.uses[limit] ?? 0) - (much > 0 ? share * much : much);
      model.addRow({ name: 'gives way', upper: Math.max(0, upper), terms: terms(part, limit) });
    }
    const limitMs = (2 * leftMs) / (able.length - at + 1);
    const solution = solveStages(model, one.packs, {
      ...options,
      timeLimitMs: limitMs,
      gap: partGap(part, options.gap ?? 0),
    });
    seconds += solution.seconds;
    if (hasPlan(solution)) found.push({ of: one, values: solution.values });
  }
  return { found, seconds };
}
