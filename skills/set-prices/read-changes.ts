import { UserError } from '../../src/contracts/errors.ts';
import type { ChangeTarget, PlanChange, PlanRequest } from '../../src/contracts/plan.ts';
import type { Belief } from './basis.ts';
import { sayRange } from './beliefs.ts';
import { findProduct } from './find-product.ts';

/** What was said about a price: nothing, keep it, make it exactly that, or keep it within. */
export type PriceWish =
  | { readonly kind: 'free' }
  | { readonly kind: 'keep' }
  | { readonly kind: 'exact'; readonly price: number }
  | { readonly kind: 'within'; readonly atMost?: number; readonly atLeast?: number };

/** The changes of a request, for one product at a time. */
export interface ChangeBook {
  /** Not to be planned at all. */
  isOut(name: string): boolean;
  wish(name: string, price: number): PriceWish;
  cost(name: string, cost: number): number;
  hasCost(name: string): boolean;
  /** Units of the whole period. */
  units(name: string, units: number): number;
  /** Units a week; absent: no limit. */
  stock(name: string, weekly: number | undefined): number | undefined;
  belief(name: string, belief: Belief): Belief;
  /** A fraction; null: nothing was said about this product. */
  maxChange(name: string): number | null;
  minMargin(name: string): number | null;
  readonly limits: {
    readonly maxChange: number | null;
    readonly maxChanges: number | null;
    readonly minMargin: number | null;
  };
}

/** @throws UserError `unknown-product` with the closest names, `change-too-fine` */
export function readChanges(request: PlanRequest, names: readonly string[]): ChangeBook {
  const changes = request.changes.map((change) => {
    assertWhole(change);
    return { ...change, ...(change.of === undefined ? {} : { of: findProduct(names, change.of) }) };
  });
  /** General ones first, so that what was said about one product holds for it. */
  const about = (what: ChangeTarget, name: string) => [
    ...changes.filter((change) => change.what === what && change.of === undefined),
    ...changes.filter((change) => change.what === what && change.of === name),
  ];
  const general = (what: ChangeTarget) => changes.findLast((change) => change.what === what && change.of === undefined);
  const own = (what: ChangeTarget, name: string) => changes.findLast((each) => each.what === what && each.of === name);
  const adjust = (what: ChangeTarget, name: string, value: number) => about(what, name).reduce(applyTo, value);
  const maxChange = asShare(general('max-change')) ?? shareOfPercent(request.maxChangePercent);
  return {
    isOut: (name) => about('product', name).at(-1)?.off === true,
    wish: (name, price) => wishOf(about('price', name).at(-1), price),
    cost: (name, cost) => Math.max(0, adjust('cost', name, cost)),
    hasCost: (name) => own('cost', name)?.to !== undefined,
    units: (name, units) => Math.max(0, adjust('demand', name, units)),
    stock: (name, weekly) => {
      if (about('stock', name).at(-1)?.off !== undefined) return undefined;
      const started = weekly ?? (own('stock', name) ? 0 : undefined);
      return started === undefined ? undefined : Math.max(0, adjust('stock', name, started));
    },
    belief: (name, belief) => about('elasticity', name).reduce(changeBelief, belief),
    maxChange: (name) => asShare(own('max-change', name)),
    minMargin: (name) => asShare(own('margin', name)),
    limits: { maxChange, maxChanges: countOf(general('number-of-changes')), minMargin: asShare(general('margin')) },
  };
}

/** A price plan knows weeks and products; what holds for a day or a place is another question. */
function assertWhole({ day, weekday, shift, role, location }: PlanChange): void {
  if ([day, weekday, shift, role, location].every((said) => said === undefined)) return;
  throw new UserError('A price holds for the whole plan, so I cannot change it for a part of it.', {
    code: 'change-too-fine',
    advice: 'Say it without the day or the place, or ask for prices of that place alone.',
  });
}

function wishOf(change: PlanChange | undefined, price: number): PriceWish {
  if (!change) return { kind: 'free' };
  const { off, by, to, percent, atMost, atLeast } = change;
  if (off === true || by === 0 || percent === 0) return { kind: 'keep' };
  if (atMost !== undefined || atLeast !== undefined) {
    return {
      kind: 'within',
      ...(atMost === undefined ? {} : { atMost }),
      ...(atLeast === undefined ? {} : { atLeast }),
    };
  }
  if (to === undefined && by === undefined && percent === undefined) return { kind: 'free' };
  const wanted = applyTo(price, change);
  if (wanted > 0) return { kind: 'exact', price: Math.round(wanted * 100) / 100 };
  throw new UserError('A price has to be above zero.', {
    code: 'price-not-positive',
    advice: 'Tell me another price.',
  });
}

function applyTo(value: number, { to, by, percent, atMost, atLeast }: PlanChange): number {
  if (to !== undefined) return to;
  if (by !== undefined) return value + by;
  if (percent !== undefined) return value * (1 + percent / 100);
  return Math.min(Math.max(value, atLeast ?? value), atMost ?? Number.POSITIVE_INFINITY);
}

/** "Mind it twice as much" is a percentage of what is believed; a number is a belief of its own. */
function changeBelief(belief: Belief, { to, percent, by }: PlanChange): Belief {
  if (to !== undefined) return { ...sayRange(to), how: 'said', refusal: null };
  if (by !== undefined) return { ...sayRange(belief.mean + by), how: 'said', refusal: null };
  if (percent === undefined) return belief;
  const scale = 1 + percent / 100;
  const { mean, sd, low80, high80, ...rest } = belief;
  return { ...rest, mean: mean * scale, sd: sd * scale, low80: low80 * scale, high80: high80 * scale };
}

function asShare(change: PlanChange | undefined): number | null {
  if (!change) return null;
  const { to, atMost, atLeast, percent } = change;
  return shareOfPercent(to ?? atMost ?? atLeast ?? (percent !== undefined && percent >= 0 ? percent : undefined));
}

const shareOfPercent = (percent: number | undefined): number | null =>
  percent === undefined ? null : Math.max(0, percent) / 100;

function countOf(change: PlanChange | undefined): number | null {
  const said = change?.to ?? change?.atMost;
  return said === undefined ? null : Math.max(0, Math.floor(said));
}
