import type { FactBook } from '../../src/facts/fact-book.ts';

interface Proven {
  readonly status: 'optimal' | 'within-gap' | 'best-found';
  /** A fraction; Infinity where nothing is proven. */
  readonly gap: number;
}

/** How good the plan is, said as exactly as it is proven and no better. A template. */
export function sayStatus(book: FactBook, { status, gap }: Proven): string {
  if (status === 'optimal') return 'No better plan is possible under what I know; that is proven.';
  const distance = Number.isFinite(gap)
    ? book.percent('Distance from the best possible plan, at most', Math.ceil(gap * 1_000) / 1_000, {
        decimals: 1,
        source: {
          kind: 'model',
          model: 'HiGHS',
          how: 'The plan against the proven bound: no plan can be better than that',
        },
      })
    : null;
  if (status === 'within-gap' && distance)
    return `This plan is at most ${distance} from the best possible; that is proven.`;
  if (distance) return `This is the best plan I found in the time: at most ${distance} from the best possible.`;
  return 'This is the best plan I found in the time. How much better one could be, I cannot say.';
}
