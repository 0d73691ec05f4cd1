import { median } from './weekly-history.ts';

/** Endings that make prices finer, the commonest first. */
const FINER = [
  [0, 0.5],
  [0.25, 0.75],
] as const;
/** Where prices are averages of what was paid (their cents mean nothing), or small: steps of five cents. */
const FIVE_CENTS = Array.from({ length: 20 }, (_, step) => step / 20);
/** Prices within reach that make a choice. */
const FEWEST_CHOICES = 2;

export interface Endings {
  /** Parts of one currency unit. */
  readonly endings: readonly number[];
  /** averages, small: steps of five cents, because only averages are known or prices are small. */
  readonly from: 'said' | 'today' | 'averages' | 'small' | 'whole';
}

/**
 * What new prices end in: what was said ("00,50,95"), else what today's prices end in, with more endings where those
 * would leave nothing to choose from within `maxChange` of a typical price.
 */
export function chooseEndings(
  said: string | number | undefined,
  prices: readonly { readonly price: number; readonly isList: boolean }[],
  rules: { readonly maxChange: number; readonly decimals: number },
): Endings {
  if (rules.decimals === 0) return { endings: [0], from: 'whole' };
  const told = said === undefined ? [] : readEndings(String(said));
  if (told.length > 0) return { endings: told, from: 'said' };
  const listed = prices.filter(({ isList }) => isList).map(({ price }) => price);
  if (listed.length * 2 < prices.length || listed.length === 0) return { endings: FIVE_CENTS, from: 'averages' };
  const endings = usualEndings(listed);
  // With endings spread evenly there are 2 · maxChange · price · endings of them within reach.
  const within = () => 2 * Math.max(rules.maxChange, 0.05) * median(listed) * endings.size;
  for (const more of FINER) {
    if (within() >= FEWEST_CHOICES) break;
    for (const ending of more) endings.add(Math.round(ending * 100));
  }
  if (within() < FEWEST_CHOICES) return { endings: FIVE_CENTS, from: 'small' };
  return { endings: [...endings].sort((a, b) => a - b).map((cents) => cents / 100), from: 'today' };
}

/** Cents that today's prices end in. One odd price (a rise by a percentage) makes no habit. */
function usualEndings(prices: readonly number[]): Set<number> {
  const cents = prices.map((price) => Math.round((price % 1) * 100) % 100);
  const often = cents.filter(
    (each) => each % 5 === 0 || each % 10 === 9 || cents.filter((other) => other === each).length > 1,
  );
  const endings = new Set(often.length > 0 ? often : cents);
  // Who has a half has a whole.
  if (endings.has(50)) endings.add(0);
  return endings;
}

/** "00, 50 and .95" as parts of one unit. */
function readEndings(said: string): readonly number[] {
  const cents = [...said.matchAll(/\d+/g)].map(([digits]) =>
    Number(digits.length === 1 ? `${digits}0` : digits.slice(-2)),
  );
  return [...new Set(cents)].sort((a, b) => a - b).map((each) => each / 100);
}

/** An ending as people write it: ".95". */
export const writeEnding = (ending: number): string => `.${String(Math.round(ending * 100)).padStart(2, '0')}`;
