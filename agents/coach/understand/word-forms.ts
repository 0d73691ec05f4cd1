import { distance } from 'fastest-levenshtein';

const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  loaves: 'loaf',
  knives: 'knife',
  shelves: 'shelf',
  spent: 'spend',
  spending: 'spend',
  ridden: 'ride',
  rode: 'ride',
  bought: 'buy',
  left: 'leave',
  leaving: 'leave',
  paid: 'pay',
  lost: 'lose',
  losses: 'loss',
  ate: 'eat',
  thrown: 'throw',
  // Of "sign-ups", "check-ins", "write-offs".
  ups: 'up',
  ins: 'in',
  outs: 'out',
  offs: 'off',
};

/** The singular of an English noun by its spelling; a word that has none comes back unchanged. */
export function singularOf(word: string): string {
  const known = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (known !== undefined) return known;
  if (word === 'childrens') return 'child';
  if (word.length < 4 || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word;
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(xes|ches|shes|sses|zzes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/**
 * A rough stem, so that "cancelled" meets "cancellations" and "utilization" meets "utilisation".
 * Both sides of a comparison go through it, so it need not be a word.
 */
export function rootOf(word: string): string {
  let root = singularOf(word);
  // "bill" and "billings" are to meet.
  if (root.length < 5) return root.length > 3 ? root.replace(/([bdfglmnprt])\1$/, '$1').replace(/e$/, '') : root;
  root = root.replace(/([a-z]{2})our/, '$1or').replace(/is(ation|e|ed|ing)$/, 'iz$1');
  const stripped = root
    .replace(/^([a-z]{3,})(?:ations?|ition)$/, '$1')
    .replace(/^([a-z]{3,})(?:ings?|ed|ment|ance)$/, '$1')
    .replace(/^([a-z]{4,})(?:er|or|al)$/, '$1');
  root = stripped.replace(/([bdfglmnprt])\1$/, '$1').replace(/e$/, '');
  return root;
}

/**
 * Are these one word with a slip of the fingers between? One slip up to seven letters, two above;
 * swapped neighbours count as one. Words under five letters never are: too many are neighbours by chance.
 */
export function isCloseSpelling(typed: string, meant: string): boolean {
  const shorter = Math.min(typed.length, meant.length);
  if (shorter < 4 || Math.max(typed.length, meant.length) < 5 || Math.abs(typed.length - meant.length) > 2)
    return false;
  const slips = countSlips(typed, meant);
  if (typed[0] !== meant[0]) return slips === 1 && shorter >= 6;
  return slips <= (shorter >= 8 ? 2 : 1);
}

/** Levenshtein distance where a swap of two neighbours costs one. */
export function countSlips(typed: string, meant: string): number {
  const plain = distance(typed, meant);
  if (plain !== 2 || typed.length !== meant.length) return plain;
  for (let i = 0; i + 1 < typed.length; i++) {
    if (typed[i] !== meant[i]) {
      const swapped = typed.slice(0, i) + (typed[i + 1] ?? '') + (typed[i] ?? '') + typed.slice(i + 2);
      return swapped === meant ? 1 : 2;
    }
  }
  return plain;
}
