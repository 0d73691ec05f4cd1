import type { PlanChange } from '../../src/contracts/plan.ts';
import type { AdChannelRecord } from '../../src/contracts/record.ts';
import type { ChannelBasis } from './basis.ts';
import { changeAmount } from './wishes.ts';

/** Money a week. */
export interface SpendLimits {
  readonly min: number;
  readonly max: number;
  readonly minIfUsed: number;
  readonly from: ChannelBasis['limitFrom'];
}

/** Beyond what was ever tried the curve is a guess; this much more than the highest spend, as a share, may be tried. */
export const BEYOND_TRIED = 0.5;

/**
 * What may be spent on a channel in a week: what was said goes before the company's list, and that before what was
 * tried. A channel that nothing is known of stays where it is.
 */
export function limitChannel(
  channel: { readonly known: boolean; readonly now: number; readonly highestSpend: number },
  listed: AdChannelRecord | undefined,
  said: readonly PlanChange[] = [],
): SpendLimits {
  const { least = 0, most, leastIfUsed = 0 } = listed ?? {};
  const tried = channel.highestSpend * (1 + BEYOND_TRIED);
  // What the list says must be spent was thought of by somebody.
  const room = Math.max(tried, least, leastIfUsed);
  const usual: SpendLimits = channel.known
    ? {
        min: least,
        max: Math.min(room, most ?? Infinity),
        minIfUsed: leastIfUsed,
        from: most !== undefined && most <= room ? 'list' : 'tried',
      }
    : { min: channel.now, max: channel.now, minIfUsed: 0, from: 'kept' };
  return said.reduce((limits, change) => applyChange(limits, change, channel), usual);
}

function applyChange(
  limits: SpendLimits,
  change: PlanChange,
  { now, known }: { readonly now: number; readonly known: boolean },
): SpendLimits {
  const { off, to, by, percent, atMost, atLeast } = change;
  if (off === false) return limits;
  if (off === true || to !== undefined || by !== undefined || percent !== undefined) {
    const fixed = Math.max(0, changeAmount(now, change));
    return { min: fixed, max: fixed, minIfUsed: 0, from: 'said' };
  }
  // A limit on a channel that nothing is known of moves it only as far as it must.
  const max = atMost ?? Math.max(limits.max, atLeast ?? 0);
  const min = Math.max(known ? limits.min : Math.min(limits.min, max), atLeast ?? 0);
  return { ...limits, min: atLeast === undefined ? Math.min(min, max) : min, max, from: 'said' };
}
