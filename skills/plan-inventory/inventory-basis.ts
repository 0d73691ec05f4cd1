import type { IsoDate } from '../../src/contracts/period.ts';
import type { PlanExpectation } from '../../src/contracts/plan.ts';
import type { CommonBasis } from '../planning/plan-maker.ts';

/** What an order plan is said from, beside the problem that was solved. Items stand in the order of the problem's. */
export interface InventoryBasis extends CommonBasis {
  /** What one period of the problem covers. */
  readonly grain: 'day' | 'week';
  /** First day of each period. */
  readonly dates: readonly IsoDate[];
  readonly items: readonly BasisItem[];
  /** The better of two simple ways to order, in the same model. */
  readonly simple: SimpleWay;
  readonly expected: readonly PlanExpectation[];
  /** Items that are in the list and not in the plan, because nothing tells what is used of them. */
  readonly unlinked: readonly string[];
  /** Products that recipes name and the sales do not. */
  readonly unsold: readonly string[];
  /** Items whose stock was counted long before the plan, and the oldest such day. */
  readonly oldCounts: { readonly names: readonly string[]; readonly oldest: IsoDate } | null;
  /** Deliveries on their way from an approved plan. */
  readonly onTheWay: number;
  /** A part of the company that demand is counted of, while the stock is everyone's. */
  readonly place: string | null;
  readonly storageLimit: number | null;
  /** The items that were asked about. */
  readonly asked: readonly string[];
}

export interface BasisItem {
  readonly id: string;
  readonly name: string;
  /** '' for pieces. */
  readonly unit: string;
  readonly supplierName: string;
  /** Standard deviation of what one period's use may differ from expected. */
  readonly sd: readonly number[];
  /** Days from order to delivery. */
  readonly leadDays: number;
  /** Products it goes into, as the sales name them, and which share of a shortage's cost falls on each. */
  readonly products: readonly { readonly name: string; readonly share: number }[];
}

/** What the plan is compared with. */
export interface SimpleWay {
  /** By reorder points, or up to what was used last week less what is on the shelf. */
  readonly way: 'reorder-points' | 'last-week';
  /** Each sale that is lost is counted once; see `count-cost.ts`. */
  readonly total: number;
  /** Limits that it would break: its cost is then lower than it could really be. */
  readonly breaks: boolean;
}
