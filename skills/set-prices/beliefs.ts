import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  CrossElasticity,
  ElasticityEstimate,
  ElasticityRange,
  PriceHistory,
} from '../../src/engines/optimizer/pricing/elasticity-types.ts';
import {
  assumeElasticity,
  estimateElasticity,
  toRange,
} from '../../src/engines/optimizer/pricing/estimate-elasticity.ts';
import { poolElasticities } from '../../src/engines/optimizer/pricing/pool-elasticities.ts';
import type { Belief } from './basis.ts';
import type { Goods } from './read-goods.ts';
import { weekNumber } from './weekly-history.ts';

/**
 * Where nothing tells: sales fall by 0.8 to 2.5 per cent for each per cent on the price, in eight cases of ten. About
 * the middle of what is published for single products and brands (Bijmolt, van Heerde & Pieters 2005; Tellis 1988).
 */
export const USUAL = { low: -2.5, high: -0.8 } as const;
/** What somebody tells is taken to be right to within about a fifth, in eight cases of ten. */
const SAID_SPREAD = 0.15;
/** Prices of other products that may move a product's sales: more would only blur the answer. */
const MOST_OTHERS = 3;
/** Cross effects beyond this are slips of a short history. */
const STRONGEST_CROSS = 2;
/** Nearer to zero than this, any price would do: no history is that sure. */
const WEAKEST = -0.05;

export interface FoundBelief {
  readonly belief: Belief;
  readonly cross: readonly CrossElasticity[];
  readonly periods: number;
  readonly moves: number;
}

export interface BeliefQuery {
  readonly goods: readonly Goods[];
  /** Products of one group may take each other's customers. Key: name. */
  readonly groups: ReadonlyMap<string, string>;
  /** What the company has told, by name; it counts more than any estimate. */
  readonly said: (name: string) => number | null;
}

/** How sales of each product answer to its price: told, estimated, borrowed from the others, or the usual range. */
export async function findBeliefs(query: BeliefQuery): Promise<ReadonlyMap<string, FoundBelief>> {
  const { goods, said } = query;
  const estimates: ElasticityEstimate[] = [];
  for (const each of goods) {
    estimates.push(estimateElasticity(historyOf(each, query)));
    // A millisecond or two each; other people's requests go between them.
    await nextTurn();
  }
  const pooled = poolElasticities(estimates);
  return new Map(
    goods.map(({ name }, i): [string, FoundBelief] => {
      const own = estimates[i];
      const found = pooled[i];
      const told = said(name);
      const refusal = own?.kind === 'cannot-tell' ? own.refusal : null;
      const past = own?.kind === 'estimated' ? { periods: own.periods, moves: own.moves } : { periods: 0, moves: 0 };
      const cross = own?.kind === 'estimated' ? own.cross.filter(({ mean }) => Math.abs(mean) <= STRONGEST_CROSS) : [];
      if (told !== null) return [name, { belief: { ...sayRange(told), how: 'said', refusal: null }, cross, ...past }];
      if (found && found.kind !== 'cannot-tell') {
        return [name, { belief: { ...keepNegative(found), how: found.kind, refusal }, cross, ...past }];
      }
      return [name, { belief: { ...usualRange(name), how: 'assumed', refusal }, cross, ...past }];
    }),
  );
}

/** A told elasticity, whichever sign it was told with. */
export function sayRange(told: number): ElasticityRange {
  return toRange(-Math.abs(told), Math.max(0.05, SAID_SPREAD * Math.abs(told)));
}

function usualRange(name: string): ElasticityRange {
  const assumed = assumeElasticity(name, USUAL.low, USUAL.high);
  return assumed.kind === 'assumed' ? keepNegative(assumed) : toRange((USUAL.low + USUAL.high) / 2, 0.66);
}

function keepNegative({ mean, sd }: ElasticityRange): ElasticityRange {
  return toRange(Math.min(mean, WEAKEST), sd);
}

function historyOf({ name, points }: Goods, { goods, groups }: BeliefQuery): PriceHistory {
  const group = groups.get(name);
  const others = goods
    .filter((other) => group !== undefined && other.name !== name && groups.get(other.name) === group)
    .flatMap((other) => {
      const byWeek = new Map(other.points.map((point) => [weekNumber(point), point.price]));
      const prices = points.flatMap((point) => byWeek.get(weekNumber(point)) ?? []);
      return prices.length === points.length ? [{ productId: other.name, prices }] : [];
    })
    .slice(0, MOST_OTHERS);
  return { productId: name, points, ...(others.length > 0 ? { others } : {}) };
}
