import { normalQuantile } from '../../src/engines/evidence/distributions.ts';
import type { Explained } from '../explain-change/explain-evidence.ts';
import { isFlat } from '../explain-change/weigh-move.ts';
import { tellTheSame } from './tell-the-same.ts';

const MOST = 3;

/**
 * The largest movements that are more than the usual ups and downs, at most three, each telling something of its own.
 * The main number first where it is among them, then the most surprising; what the company sets itself (prices, ad
 * spend) comes last.
 * @param scanned in the catalogue's order: of several that tell the same, the first speaks for all
 */
export function pickMovements(scanned: readonly Explained[], main: Explained | null): Explained[] {
  const real = scanned.filter((one) => isReal(one, one === main ? 1 : scanned.length));
  const kept: Explained[] = [];
  for (const one of real) if (!kept.some((other) => tellTheSame(other, one))) kept.push(one);
  const rankOf = (one: Explained) => (one === main ? 2 : one.evidence.metric.goodDirection === 'neutral' ? 0 : 1);
  return kept.toSorted((a, b) => rankOf(b) - rankOf(a) || surpriseOf(b) - surpriseOf(a)).slice(0, MOST);
}

/**
 * Beyond what was to be expected. Of twelve numbers one is outside its 95% range every other week by chance alone, so
 * where several are looked at the range is widened for all of them together (Bonferroni).
 */
function isReal(explained: Explained, looked: number): boolean {
  const { story } = explained.found.reality;
  if (isFlat(explained) || (story !== 'period-unusual' && story !== 'both-unusual')) return false;
  return surpriseOf(explained) >= widening(looked);
}

/** How much wider than a 95% range a range is that holds for `looked` numbers at once. */
export const widening = (looked: number): number => normalQuantile(1 - 0.05 / (2 * looked)) / normalQuantile(0.975);

/** The distance from what was expected, in half widths of the 95% range: above 1 is outside. */
export function surpriseOf({ found }: Explained): number {
  const judged = found.reality.period;
  if (judged.verdict === 'too-little-history') return 0;
  const half = (judged.high95 - judged.low95) / 2;
  return half > 0 ? Math.abs(judged.actual - judged.expected) / half : 0;
}
