import { rootOf, singularOf } from './word-forms.ts';

/** One word of a message. `start` and `end` are offsets in the lower-case text. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Without its plural. */
  readonly singular: string;
  /** Without its inflection. */
  readonly root: string;
}

/** A message, cleaned: ASCII quotes, contractions written out, lower case, with its words. */
export interface ReadText {
  /** Same length as `lower`, with the capitals kept. */
  readonly cased: string;
  readonly lower: string;
  readonly tokens: readonly Token[];
}

/** Longer messages are cut: nothing a person asks needs more, and every later pass is linear in this. */
const MAX_CHARACTERS = 600;

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(wo)n't\b/gi, 'will not'],
  [/\bcan't\b/gi, 'can not'],
  [/(\w)n't\b/gi, '$1 not'],
  [/\b(don|didn|doesn|isn|aren|wasn)t\b/gi, '$1 not'],
  [/\bcant\b/gi, 'can not'],
  [/\bwont\b/gi, 'will not'],
  [/\b(could|would|should|have|has|had|were)nt\b/gi, '$1 not'],
  [/\b(do|did|does|is|are|was)n not\b/gi, '$1 not'],
  [/(\w)'ll\b/gi, '$1 will'],
  [/(\w)'ve\b/gi, '$1 have'],
  [/(\w)'re\b/gi, '$1 are'],
  [/\b(i)'m\b/gi, '$1 am'],
  [/\b(let)'s\b/gi, '$1 us'],
  [/\b(what|how|where|who|when|why|that|it|here|there)'s\b/gi, '$1 is'],
  [/\b(what|how|where|who|why)s\b/gi, '$1 is'],
  [/(\w)'d\b/gi, '$1 would'],
  [/(\w)'s\b/gi, '$1'],
  [/(s)'(?=\s|$)/gi, '$1'],
  [/\bgonna\b/gi, 'going to'],
  [/\bwanna\b/gi, 'want to'],
  [/\bgotta\b/gi, 'got to'],
  [/\bcould've\b/gi, 'could have'],
  [/\bhow come\b/gi, 'why'],
  [/\b(wat|wot)\b/gi, 'what'],
  [/\bpls|plz\b/gi, 'please'],
  [/\b(thx|ty|cheers)\b/gi, 'thanks'],
  [/\b(tmrw|tmw|tomoz|2moro|tmr)\b/gi, 'tomorrow'],
  [/\b(yday|yest)\b/gi, 'yesterday'],
  [/\bwk(s?)\b/gi, 'week$1'],
  [/\bmths?\b/gi, 'month'],
  [/\bqtr\b/gi, 'quarter'],
  [/\byr(s?)\b/gi, 'year$1'],
  [/\bcuz|coz\b/gi, 'because'],
  [/\bu\b/g, 'you'],
  [/\b(v|versus)\b\.?/gi, 'vs'],
  [/\bvs\./gi, 'vs'],
  [/\bw\/(?=\s)/gi, 'with'],
  [/\s&\s/g, ' and '],
];

/** Cleans a message and cuts it into words. Never throws; takes any string. */
export function readText(raw: string): ReadText {
  let text = raw
    .slice(0, MAX_CHARACTERS * 4)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[^\p{L}\p{N}\s'’$€£¥₺₹%.,:;?!/&()+-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_CHARACTERS);
  for (const [pattern, replacement] of CONTRACTIONS) text = text.replace(pattern, replacement);
  return readClean(text);
}

/** Cuts an already cleaned text into words. */
export function readClean(text: string): ReadText {
  const lowered = text.toLowerCase();
  const cased = lowered.length === text.length ? text : lowered;
  const tokens: Token[] = [];
  for (const match of lowered.matchAll(/\d+(?:[.,]\d+)*(?:st|nd|rd|th|k|m)?\b|[\p{L}\p{N}]+/gu)) {
    const word = match[0];
    tokens.push({
      text: word,
      start: match.index,
      end: match.index + word.length,
      singular: singularOf(word),
      root: rootOf(word),
    });
  }
  return { cased, lower: lowered, tokens };
}
