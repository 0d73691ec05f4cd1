import { normalCdf, normalQuantile } from './normal.ts';
import type { Buffer, InventoryItem } from './types.ts';

export interface Uncertainty {
  /** Standard deviation of what demand may differ from its forecast, one a period. */
  readonly demandSd: readonly number[];
  /**
   * Wanted chance that demand is met until the next delivery, 0.5 to 0.999. Of no use for one-period goods: what is
   * best for them follows from cost and margin. Default 0.95.
   */
  readonly serviceLevel?: number;
  /** Periods between chances to order. Default 1. */
  readonly reviewPeriods?: number;
}

/** Cuts of the buffer: each is priced by the chance that its middle is needed. */
const SEGMENTS = 3;

/**
 * Adds the safety stock to an item, from the uncertainty of its forecast.
 *
 * Goods that keep: z · sd over lead time and review time (Silver, Pyke & Peterson 1998, 7.6). In each period a missing
 * unit costs a lost sale by the chance that it is needed, and at least what keeping it would cost: the service level is
 * kept unless a limit forbids it, or one more order or pack for the rest would cost more than the risk.
 *
 * Goods for one period: the newsvendor quantity, priced by the expected loss below it; demand whose margin does not
 * carry the risk has no buffer.
 *
 * Nothing before the first delivery that can still be ordered has a buffer: no order could fill it.
 */
export function addBuffers(item: InventoryItem, uncertainty: Uncertainty): InventoryItem {
  const buffers = item.demand.map((_, period): Buffer => {
    if (period < item.leadTime) return { target: 0, segments: [] };
    if (item.shelfLife === 1) return newsvendorBuffer(item, uncertainty.demandSd[period] ?? 0);
    return safetyStock(item, uncertainty, period);
  });
  return { ...item, buffers };
}

function safetyStock(item: InventoryItem, uncertainty: Uncertainty, period: number): Buffer {
  const { demandSd, serviceLevel = 0.95, reviewPeriods = 1 } = uncertainty;
  const z = normalQuantile(serviceLevel);
  const target = Math.max(0, z * spread(demandSd, period, item.leadTime + reviewPeriods));
  const penalty = item.lostSaleCost ?? item.unitCost;
  return cut(target, (share) => Math.max(penalty * (1 - normalCdf(share * z)), 1.05 * item.holdingCost));
}

/** Standard deviation of demand over the periods that follow; the last known one goes on past the horizon. */
function spread(demandSd: readonly number[], period: number, length: number): number {
  let variance = 0;
  for (let step = 1; step <= length; step += 1) {
    const sd = demandSd[Math.min(period + step, demandSd.length - 1)] ?? 0;
    variance += sd * sd;
  }
  return Math.sqrt(variance);
}

/** Critical ratio cu / (cu + co): cu the margin of a sale, co the cost of an unsold unit. */
function newsvendorBuffer(item: InventoryItem, sd: number): Buffer {
  const under = item.lostSaleCost ?? item.unitCost;
  const over = item.unitCost + item.holdingCost;
  if (under <= over || sd <= 0) return { target: 0, segments: [] };
  const z = normalQuantile(Math.min(0.999, under / (under + over)));
  return cut(z * sd, (share) => {
    const needed = 1 - normalCdf(share * z);
    return Math.max(0, under * needed - over * (1 - needed));
  });
}

/** The buffer's last part is missed first and is needed least; `priceAt` gets the middle of each part, 0 to 1. */
function cut(target: number, priceAt: (share: number) => number): Buffer {
  if (target <= 0) return { target: 0, segments: [] };
  const segments = Array.from({ length: SEGMENTS }, (_, part) => ({
    width: target / SEGMENTS,
    price: priceAt(1 - (part + 0.5) / SEGMENTS),
  }));
  return { target, segments };
}
