import type { FactBook } from '../../src/facts/fact-book.ts';
import type { WhyUnknown } from './basis.ts';

/** Why the past does not tell what a channel brings, and what would help. A template. */
export function sayUnknown(book: FactBook, name: string, refusal: WhyUnknown): string {
  const channel = book.name(name);
  switch (refusal.code) {
    case 'short-history': {
      const source = { kind: 'method', how: 'The least history that curves are learned from' } as const;
      const have = book.count('Weeks known', refusal.have, {
        source: { kind: 'computed', how: 'Counted in your data', from: [] },
      });
      const needed = book.count('Weeks needed', refusal.needed, { source });
      return `For ${channel} I know ${have} ${refusal.have === 1 ? 'week' : 'weeks'}; it takes ${needed} to see what the spend brings.`;
    }
    case 'spend-never-moved':
      return `For ${channel} the past cannot tell, because the spend was always about the same. A few weeks with much more or much less would show it.`;
    case 'never-used':
      return `Nothing was spent on ${channel} yet, so the past cannot tell. A few weeks with some spend would show it.`;
    case 'moves-with-the-rest':
      return `For ${channel} the past cannot tell, because its spend rose and fell together with the other spend or the season. Changing it alone for a few weeks would show it.`;
    case 'too-uncertain':
      return `For ${channel} the past cannot tell: it may bring next to nothing or a good deal. Changing its spend more boldly for a few weeks would show it.`;
    case 'kept-by-the-month':
      return `For ${channel} the past cannot tell, because spend or results are kept by the month. By the week they would show it.`;
    case 'history-not-usable':
      return `For ${channel} the past cannot tell, because too much of it is missing.`;
  }
}
