/** One word for what the two judgements say together. */
import type { Judgement, Reality } from './explain-types.ts';

/**
 * @param trade change of trade per comparable day, in the metric's unit over the asked period.
 * @param apart whether the periods have other time between them; only then can the level have moved slowly.
 */
export function tellStory(
  period: Judgement,
  compare: Judgement,
  trade: { readonly delta: number; readonly scale: number; readonly apart: boolean },
): Reality['story'] {
  if (period.verdict === 'too-little-history') return 'too-little-history';
  const odd = compare.verdict === 'unusual';
  if (period.verdict === 'unusual') return odd ? 'both-unusual' : 'period-unusual';
  if (odd) return 'compare-unusual';
  if (trade.apart && compare.verdict === 'noise') {
    // Two independent windows: their reaches add as squares.
    const reach = Math.hypot(period.high95 - period.expected, trade.scale * (compare.high95 - compare.expected));
    if (Math.abs(trade.delta) > reach) return 'slow-change';
  }
  return 'within-usual';
}
