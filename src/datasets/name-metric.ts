import { foldWord, plainWords, splitWords } from './clean-text.ts';
import { METRIC_CONCEPTS, type MetricConcept } from './metric-concepts.ts';

/** What a header says about a number column. */
export interface MetricName {
  readonly concept: MetricConcept;
  /** What the header says besides, as written: “Harbor” in “Harbor revenue”. '' when nothing. */
  readonly rest: string;
}

const NEUTRAL = new Set(
  'total totals daily weekly monthly amount value values sum net gross per day week month today overall all in of the incl excl including excluding vat tax brutto netto actual count number avg average mean usd eur gbp chf euro euros dollar dollars pounds k and a sold'.split(
    ' ',
  ),
);
const RATE_WORDS = new Set(
  'rate avg average mean ratio per score rating index level stock inventory balance price preis temp temperature percent pct share margin median max min quote anteil durchschnitt prozent bestand'.split(
    ' ',
  ),
);

const PHRASES = METRIC_CONCEPTS.flatMap((concept) =>
  concept.headers.map((header) => ({ concept, words: header.split(' ') })),
).sort((a, b) => b.words.length - a.words.length);

/** Finds the longest known phrase in a header; null when it has none. */
export function nameMetric(header: string): MetricName | null {
  const words = metricWords(header);
  const whole = PHRASES.find(
    ({ words: phrase }) => phrase.length === words.length && phrase.every((word, at) => word === words[at]),
  );
  if (whole) return { concept: whole.concept, rest: '' };
  for (const { concept, words: phrase } of PHRASES) {
    const at = indexOfPhrase(words, phrase);
    if (at < 0) continue;
    return { concept, rest: restOfHeader(header, phrase) };
  }
  return null;
}

/** Words of a header without what stands in brackets: “Revenue (EUR)” is revenue. */
function metricWords(header: string): string[] {
  return plainWords(header.replace(/[([].*?[)\]]/g, ' '));
}

function indexOfPhrase(words: readonly string[], phrase: readonly string[]): number {
  for (let at = words.length - phrase.length; at >= 0; at -= 1)
    if (phrase.every((word, step) => words[at + step] === word)) return at;
  return -1;
}

function restOfHeader(header: string, phrase: readonly string[]): string {
  return splitWords(header.replace(/[([].*?[)\]]/g, ' '))
    .filter((word) => !phrase.includes(foldWord(word)) && !NEUTRAL.has(foldWord(word)))
    .join(' ');
}

/** Does the header say that values are a level or a rate, so that their mean is meant and not their sum? */
export function isNamedLikeRate(header: string): boolean {
  return metricWords(header).some((word) => RATE_WORDS.has(word));
}

/** “Total”, “Summe”, “All items”: a column that may add up its neighbours. */
export function isNamedLikeTotal(header: string): boolean {
  const words = metricWords(header);
  return (
    words.length > 0 &&
    words.length <= 3 &&
    words.some((word) => /^(totals?|sum|summe|gesamt|gesamtsumme|all|overall|alle|insgesamt|totaal|ttl)$/.test(word))
  );
}

/** A currency that the header names: “Price (€)”, “umsatz_eur”. */
export function headerHasCurrency(header: string): boolean {
  return (
    /[$€£¥₹]/.test(header) ||
    plainWords(header).some((word) => /^(usd|eur|euro|euros|gbp|chf|cad|aud|dollars?|pounds)$/.test(word))
  );
}

export function headerHasPercent(header: string): boolean {
  return header.includes('%') || plainWords(header).some((word) => /^(pct|percent|percentage|prozent)$/.test(word));
}
