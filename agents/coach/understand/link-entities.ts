import { type CatalogueIndex, type Entry, isGeneric, nameKey, rootKey } from './catalogue-index.ts';
import { METRIC_CONCEPTS } from './ontology.ts';
import type { ReadText, Token } from './read-text.ts';
import { isCommonWord } from './vocabulary.ts';

/** A stretch of words that stands for something of the catalogue. Token positions, end exclusive. */
export type Link = { readonly from: number; readonly to: number; readonly said: string } & (
  | {
      readonly kind: 'metric';
      /** More than one: the words fit each equally. None: a thing companies measure that this one does not. */
      readonly metrics: readonly string[];
      /** Taken from the general vocabulary or from a part of the name, not said in full. */
      readonly guessed: boolean;
      readonly concept?: string;
    }
  | {
      readonly kind: 'member';
      readonly dimension: string;
      readonly member: string;
      readonly others: readonly string[];
      readonly guessed: boolean;
    }
  | { readonly kind: 'dimension'; readonly dimension: string }
);

const MAX_WORDS = 5;

/** Names that are also things one does; after these words they are the doing: "what should I order". */
const DOING = new Set([
  'order',
  'cut',
  'stock',
  'email',
  'direct',
  'charge',
  'color',
  'colour',
  'spin',
  'check',
  'raise',
  'price',
  'cost',
  'box',
  'ticket',
]);
/** Words one is told what to do with: they never stand for a name that ends in them. */
// "show it" is not about no-shows.
const INSTRUCTING = new Set(
  'show check look get call run work walk use make take sell give tell find help go come turn open start stop close'.split(
    ' ',
  ),
);
const BEFORE_DOING = new Set('i we you they to should would can could must please not let us just and'.split(' '));

/** Finds metrics, members and dimension words in a message: longest first, the company's own names before general vocabulary. */
export function linkEntities(
  read: ReadText,
  index: CatalogueIndex,
  taken: readonly { readonly start: number; readonly end: number }[],
): readonly Link[] {
  const used = read.tokens.map((token) => taken.some((span) => token.start < span.end && token.end > span.start));
  const links: Link[] = [...findSpread(read, index, used)];
  const passes = [findCutWord, findName, findPart, findConcept, findDimension];
  for (const pass of passes) {
    for (let length = Math.min(MAX_WORDS, read.tokens.length); length >= 1; length--) {
      for (let from = 0; from + length <= read.tokens.length; from++) {
        if (used.slice(from, from + length).some(Boolean)) continue;
        const link = pass(read, index, from, from + length);
        if (link === undefined) continue;
        links.push(link);
        used.fill(true, from, from + length);
      }
    }
  }
  return links.sort((a, b) => a.from - b.from);
}

function isDoing(tokens: readonly Token[], from: number, to: number): boolean {
  const word = tokens[from];
  if (word === undefined || to - from !== 1 || !DOING.has(word.text)) return false;
  const before = tokens[from - 1]?.text;
  const after = tokens[from + 1]?.text;
  if (before === undefined)
    return (
      /^(order|stock|check|raise|charge|price|email)$/.test(word.text) &&
      after !== undefined &&
      !/^(by|in|last|this|for|at|on|per|vs|counts?|numbers?|volumes?|totals?|values?|sizes?|and)$/.test(after)
    );
  if (word.text === 'cost' && after !== undefined && /^(us|me|on)$/.test(after)) return true;
  return BEFORE_DOING.has(before);
}

/** Little words that may stand between the words of a name: "spend more per tab", "the beer we have lost". */
const BETWEEN = new Set(
  'have has had did do does we i you they is are was were been the our more less much many any most fewer per a'.split(
    ' ',
  ),
);

/** Names whose words stand apart in the message, or the other way round. Marks the words it takes as used. */
function findSpread(read: ReadText, index: CatalogueIndex, used: boolean[]): readonly Link[] {
  const links: Link[] = [];
  for (const { roots, metric } of index.spread) {
    const turnable = roots.length === 2;
    for (let from = 0; from + roots.length < read.tokens.length; from++) {
      const places =
        placesOf(roots, read, from, used) ?? (turnable ? placesOf([...roots].reverse(), read, from, used) : undefined);
      const last = places?.at(-1);
      if (places === undefined || last === undefined || last - from < roots.length) continue;
      links.push({
        kind: 'metric',
        metrics: [metric],
        guessed: false,
        from: last,
        to: last + 1,
        said: read.tokens[last]?.text ?? '',
      });
      for (const place of places) used[place] = true;
    }
  }
  return links;
}

function placesOf(
  roots: readonly string[],
  read: ReadText,
  from: number,
  used: readonly boolean[],
): readonly number[] | undefined {
  const places: number[] = [];
  for (let at = from; at < read.tokens.length && at < from + roots.length + 3; at++) {
    const token = read.tokens[at];
    if (token === undefined || used[at] === true) return undefined;
    if (token.root === roots[places.length]) places.push(at);
    else if (places.length === 0 || !BETWEEN.has(token.text)) return undefined;
    if (places.length === roots.length) return places;
  }
  return undefined;
}

function findName(read: ReadText, index: CatalogueIndex, from: number, to: number): Link | undefined {
  const tokens = read.tokens.slice(from, to);
  if (isDoing(read.tokens, from, to)) return undefined;
  const exact = index.names.get(nameKey(tokens));
  const root = exact === undefined ? index.roots.get(rootKey(tokens)) : undefined;
  const entries = exact ?? root;
  if (entries === undefined) return undefined;
  if (
    root !== undefined &&
    tokens.length === 1 &&
    isCommonWord(tokens[0]?.text ?? '') &&
    entries.every((entry) => entry.kind === 'member')
  )
    return undefined;
  return toLink(entries, read, from, to, exact === undefined);
}

function findPart(read: ReadText, index: CatalogueIndex, from: number, to: number): Link | undefined {
  const token = read.tokens[from];
  if (to - from !== 1 || token === undefined || isDoing(read.tokens, from, to)) return undefined;
  if (INSTRUCTING.has(token.text)) return undefined;
  if (isCommonWord(token.text)) return findHead(token, read, index, from, to);
  const entries = index.parts.get(token.root);
  if (entries === undefined) return findHead(token, read, index, from, to);
  const metrics = entries.filter((entry) => entry.kind === 'metric');
  const members = entries.filter((entry) => entry.kind === 'member');
  // A word that several members of a dimension share names the dimension's kind of thing, not one of them.
  if (metrics.length === 0 && members.length > 1) return undefined;
  return toLink(metrics.length > 0 ? metrics : members, read, from, to, true);
}

/** "nights" for "Room nights": the last word of one metric's name only. */
function findHead(token: Token, read: ReadText, index: CatalogueIndex, from: number, to: number): Link | undefined {
  const metrics = index.heads.get(token.singular);
  // "a good film" is not about the cost of goods: an everyday word counts as a name's last word in its plural only.
  if (isCommonWord(token.text) && token.text === token.singular) return undefined;
  if (metrics?.length !== 1 || token.singular.length < 4 || isGeneric(token.singular)) return undefined;
  return toLink(
    metrics.map((metric) => ({ kind: 'metric' as const, metric })),
    read,
    from,
    to,
    true,
  );
}

function toLink(
  entries: readonly Entry[],
  read: ReadText,
  from: number,
  to: number,
  guessed: boolean,
): Link | undefined {
  const said = read.lower.slice(read.tokens[from]?.start ?? 0, read.tokens[to - 1]?.end ?? 0);
  const metrics = entries.filter((entry) => entry.kind === 'metric').map((entry) => entry.metric);
  const members = entries.filter((entry) => entry.kind === 'member');
  const member = members[0];
  if (metrics.length > 0) return { kind: 'metric', metrics, guessed, from, to, said };
  const dimension = entries.find((entry) => entry.kind === 'dimension');
  if (member === undefined)
    return dimension === undefined ? undefined : { kind: 'dimension', dimension: dimension.dimension, from, to, said };
  if (isPronoun(member.member, read, from, to)) return undefined;
  const beside = members.find((entry) => besideDimension(entry.dimension, read, from, to)) ?? member;
  const others = members.filter((entry) => entry !== beside && beside === member).map((entry) => entry.dimension);
  return { kind: 'member', dimension: beside.dimension, member: beside.member, others, guessed, from, to, said };
}

/** "source website": the dimension's own word next to the member says which is meant. */
function besideDimension(dimension: string, read: ReadText, from: number, to: number): boolean {
  const near = [read.tokens[from - 1]?.singular, read.tokens[to]?.singular];
  return near.includes(dimension.replaceAll('_', '').toLowerCase());
}

/** A member "US" is not the "us" of "tell us". */
function isPronoun(member: string, read: ReadText, from: number, to: number): boolean {
  const token = read.tokens[from];
  if (token === undefined || to - from !== 1 || !/^(us|it|in|me|my|we|i|on|at|is|or|so|go|no)$/.test(token.text))
    return false;
  return read.cased.slice(token.start, token.end) !== member;
}

function findConcept(read: ReadText, index: CatalogueIndex, from: number, to: number): Link | undefined {
  const tokens = read.tokens.slice(from, to);
  const key = nameKey(tokens);
  const concept = index.concepts.get(key);
  if (concept === undefined || isDoing(read.tokens, from, to)) return undefined;
  // "Hot" is a number only where the company has one for it.
  if (concept === 'temperature' && metricsFor(concept, index).length === 0) return undefined;
  const said = read.lower.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
  const literal = index.heads.get(tokens.at(-1)?.singular ?? '') ?? [];
  const metrics = metricsFor(concept, index, literal);
  return { kind: 'metric', metrics, guessed: true, concept, from, to, said };
}

/** The metrics a concept leads to: called by the word itself, then by another word for it, then by what companies use instead. */
export function metricsFor(
  concept: string,
  index: CatalogueIndex,
  literal: readonly string[] = [],
  seen: readonly string[] = [],
): readonly string[] {
  if (concept === 'main') return index.mainMetric === undefined ? [] : [index.mainMetric.key];
  const found = index.metricsOfConcept.get(concept);
  const direct = [...new Set([...literal, ...(found?.equal ?? [])])];
  if (direct.length > 0) return direct;
  if (found !== undefined && found.head.length > 0) return found.head;
  const otherwise = METRIC_CONCEPTS.find((entry) => entry.name === concept)?.otherwise ?? [];
  for (const next of otherwise) {
    if (seen.includes(next)) continue;
    const metrics = metricsFor(next, index, [], [...seen, concept]);
    if (metrics.length > 0) return metrics;
  }
  return [];
}

/** "by item", "which item": after such a word a dimension's name is the dimension, though a metric may be called so too. */
function findCutWord(read: ReadText, index: CatalogueIndex, from: number, to: number): Link | undefined {
  const before = read.tokens[from - 1]?.text ?? '';
  return /^(by|per|each|every|which)$/.test(before) ? findDimension(read, index, from, to) : undefined;
}

function findDimension(read: ReadText, index: CatalogueIndex, from: number, to: number): Link | undefined {
  const tokens = read.tokens.slice(from, to);
  const said = read.lower.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
  // "Goods" are things one sells; "good" is not.
  if (said === 'good') return undefined;
  // "type of bike" is the dimension "bike type".
  const turned =
    tokens.length === 3 && tokens[1]?.text === 'of' ? `${tokens[2]?.singular}${tokens[0]?.singular}` : undefined;
  const dimension = (index.dimensionWords.get(nameKey(tokens)) ??
    (turned === undefined ? undefined : index.dimensionWords.get(turned)))?.[0];
  return dimension === undefined ? undefined : { kind: 'dimension', dimension, from, to, said };
}
