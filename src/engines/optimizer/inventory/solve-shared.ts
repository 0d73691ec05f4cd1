import type { LinearModel, Term } from '../model/linear-model.ts';
import type { NoPlan, SolveOptions } from '../model/solution.ts';
import { gapBetween } from '../model/solution.ts';
import { type Column, chooseColumns, type SharedLimit } from './choose-columns.ts';
import { letGiveWay } from './give-way.ts';
import { joinParts, packsOf, solveParts } from './solve-parts.ts';
import { type ModelPart, placeValues, takeValues } from './split-model.ts';

export interface SharedFound {
  /** Best plan that keeps the shared limits; null: none yet. */
  readonly best: Float64Array | null;
  /** The parts' own plans at the last prices: about right, and perhaps beyond a limit. */
  readonly near: Float64Array;
  readonly bound: number;
  readonly seconds: number;
}

/** Times that prices are set anew. */
const ROUNDS = 8;
/** Most of the time left that a round's solves at new prices may take, and those for giving way. */
const SHARE = { prices: 0.4, giving: 0.5 };
/** Choosing among the plans known takes no longer than this. Milliseconds. */
const CHOOSING_MS = 300;
/** Of what all parts cost for each unit of a limit, so much is a unit taken to be worth at most, to begin with. */
const FIRST_GUESS = 0.12;
/** A round that improves plan and bound by less than this share was the last. */
const WORTH = 1e-3;
/** How much of what is too much one part makes up for: all of it, or half so that two can. */
const GIVEN = [1, 0.5];

/**
 * Parts that share limits, by column generation: every part is solved at prices of the limits; where that goes beyond
 * a limit each part is solved again as if it alone had to give way; of all the plans found those are chosen that fit
 * together best, which gives new prices. At any prices, the parts' bounds less the price of what there is bound the
 * whole (Lagrange).
 * @param rows of the whole model that the parts share; upper limits
 * @param first prices to begin with, one a row
 */
export function solveShared(
  model: LinearModel,
  parts: readonly ModelPart[],
  rows: readonly number[],
  first: readonly number[],
  packs: ReadonlySet<number>,
  start: Float64Array | null,
  options: SolveOptions,
): SharedFound | NoPlan {
  const { timeLimitMs = 10_000, gap = 0 } = options;
  const shop = describeParts(model, parts, rows);
  const limits = rows.map((row) => model.row(row).upper);
  const columns: Column[] = start ? shop.columnsOf(start) : [];
  let prices = first;
  let near = start;
  let best = start;
  let bound = -Infinity;
  let seconds = 0;
  let last = { bound: -Infinity, cost: Infinity };
  const leftMs = () => timeLimitMs - seconds * 1000;
  const isClose = () => best !== null && gapBetween(model.objectiveOf(best), bound) <= gap;
  const isOver = () => options.shouldStop?.() === true || leftMs() < CHOOSING_MS;
  const choose = (round: number): readonly number[] => {
    const bounded = limits.map((limit): SharedLimit => {
      // Doubled each round as long as it turns out too small.
      const whole = Number.isFinite(bound) ? Math.abs(bound) : Math.abs(best ? model.objectiveOf(best) : 0);
      const each = Math.max(1, whole) / Math.max(1, limit);
      return { limit, dearest: FIRST_GUESS * 2 ** round * each };
    });
    const choice = chooseColumns(columns, bounded, { timeLimitMs: CHOOSING_MS, deadline: options.deadline });
    const values = choice.chosen && shop.join(choice.chosen);
    if (values && (!best || model.objectiveOf(values) < model.objectiveOf(best))) best = values;
    return choice.prices;
  };

  for (let round = 0; round < ROUNDS; round += 1) {
    shop.setPrices(prices);
    const share = round === 0 ? 1 : SHARE.prices;
    const found = solveParts(parts, packs, near, { ...options, timeLimitMs: leftMs() * share });
    seconds += found.seconds;
    if ('status' in found) {
      if (found.status === 'infeasible' || !near) return { ...found, seconds };
      break;
    }
    const joined = joinParts(model.variableCount, found);
    near = joined.values;
    bound = Math.max(bound, joined.bound - limits.reduce((sum, limit, at) => sum + (prices[at] ?? 0) * limit, 0));
    const now = shop.columnsOf(near);
    columns.push(...now);
    const over = limits.map((limit, at) => now.reduce((sum, { uses }) => sum + (uses[at] ?? 0), -limit));
    let next = choose(round);
    for (const part of over.some((much) => much > 1e-7) ? GIVEN : []) {
      if (isClose() || isOver()) break;
      const placed = now.map((column, at) => ({ column, ...shop.place(at, packs) }));
      const given = letGiveWay(placed, over, shop.termsOf, part, {
        ...options,
        timeLimitMs: leftMs() * SHARE.giving,
      });
      seconds += given.seconds;
      columns.push(...given.found.map(({ of, values }) => shop.columnOf(of.column.part, values)));
      next = choose(round);
    }
    if (isClose() || isOver()) break;
    const score = { bound, cost: best === null ? Infinity : model.objectiveOf(best) };
    const raised = Number.isFinite(bound) && score.bound > last.bound + WORTH * Math.abs(bound);
    if (!raised && score.cost >= last.cost * (1 - WORTH)) break;
    last = score;
    if (next.every((price, at) => Math.abs(price - (prices[at] ?? 0)) <= 1e-6 * Math.max(1, price))) break;
    prices = next;
  }
  return near ? { best, near, bound, seconds } : { status: 'no-plan', seconds };
}

/** What the parts have to do with the whole and its shared limits. */
function describeParts(model: LinearModel, parts: readonly ModelPart[], rows: readonly number[]) {
  const costs = model.toArrays().cost;
  const own = parts.map(({ variables, model: { offset } }) => {
    const place = new Map(Array.from(variables, (index, at) => [index, at]));
    return {
      offset,
      costs: Float64Array.from(variables, (index) => costs[index] ?? 0),
      terms: rows.map((row) =>
        model.row(row).terms.flatMap(([index, factor]): Term[] => {
          const at = place.get(index);
          return at === undefined ? [] : [[at, factor]];
        }),
      ),
    };
  });
  const columnOf = (part: number, values: Float64Array): Column => {
    const known = own[part];
    const sum = (terms: readonly Term[]) =>
      terms.reduce((total, [at, factor]) => total + factor * (values[at] ?? 0), 0);
    const cost = values.reduce((total, value, at) => total + value * (known?.costs[at] ?? 0), known?.offset ?? 0);
    return { part, values, cost, uses: (known?.terms ?? []).map(sum) };
  };
  return {
    columnOf,
    columnsOf: (whole: Float64Array): Column[] => parts.map((part, at) => columnOf(at, takeValues(whole, part))),
    join(chosen: readonly Column[]): Float64Array {
      const values = new Float64Array(model.variableCount);
      for (const column of chosen) {
        const part = parts[column.part];
        if (part) placeValues(values, part, column.values);
      }
      return values;
    },
    termsOf: (part: ModelPart, limit: number): readonly Term[] => own[parts.indexOf(part)]?.terms[limit] ?? [],
    place(at: number, packs: ReadonlySet<number>) {
      const part = parts[at];
      if (!part) throw new RangeError(`There is no part ${at}.`);
      return { part, costs: own[at]?.costs ?? [], packs: packsOf(part, packs) };
    },
    /** Makes what is taken of the limits part of the parts' objectives. */
    setPrices(prices: readonly number[]): void {
      for (const [index, { model: part }] of parts.entries()) {
        const priced = Float64Array.from(own[index]?.costs ?? []);
        for (const [limit, terms] of (own[index]?.terms ?? []).entries()) {
          for (const [at, factor] of terms) priced[at] = (priced[at] ?? 0) + (prices[limit] ?? 0) * factor;
        }
        for (const [at, cost] of priced.entries()) part.setCost(at, cost);
      }
    },
  };
}
