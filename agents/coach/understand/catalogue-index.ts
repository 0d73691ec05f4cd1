import type { Catalogue, MetricEntry } from '../../../src/contracts/catalogue.ts';
import { isDated } from './dated-events.ts';
import { DIMENSION_CONCEPTS, type DimensionConcept, METRIC_CONCEPTS } from './ontology.ts';
import { readClean, readText, type Token } from './read-text.ts';
import { isCommonWord } from './vocabulary.ts';
import { rootOf } from './word-forms.ts';

/** What a name stands for. */
export type Entry =
  | { readonly kind: 'metric'; readonly metric: string }
  | { readonly kind: 'member'; readonly dimension: string; readonly member: string }
  | { readonly kind: 'dimension'; readonly dimension: string };

/** A company's names, ready to be looked up. Keys are words written together: "e-bike" and "ebike" meet. */
export interface CatalogueIndex {
  readonly catalogue: Catalogue;
  readonly names: ReadonlyMap<string, readonly Entry[]>;
  readonly roots: ReadonlyMap<string, readonly Entry[]>;
  /** A telling word of a longer name → what it may stand for. */
  readonly parts: ReadonlyMap<string, readonly Entry[]>;
  /** Metric names of several words, word by word (roots), for names with other words between. */
  readonly spread: readonly { readonly roots: readonly string[]; readonly metric: string }[];
  /** Last word of a metric's name → metrics. */
  readonly heads: ReadonlyMap<string, readonly string[]>;
  /** Phrase of the general vocabulary → its concept. */
  readonly concepts: ReadonlyMap<string, string>;
  readonly metricsOfConcept: ReadonlyMap<
    string,
    { readonly equal: readonly string[]; readonly head: readonly string[] }
  >;
  readonly dimensionWords: ReadonlyMap<string, readonly string[]>;
  readonly dimensionOfConcept: ReadonlyMap<DimensionConcept['name'], string>;
  /** Events of the calendar that no date stands for. */
  readonly events: ReadonlySet<string>;
  /** Every word of every name, for spelling. */
  readonly words: ReadonlySet<string>;
  readonly wordRoots: ReadonlySet<string>;
  readonly mainMetric: MetricEntry | undefined;
}

/** Words too general to name a metric or member by themselves. */
const GENERIC = new Set(
  `average avg total gross net rate value cost price amount number sold sale income revenue new count spend time day week month year service product
  item staff order ticket customer guest client person unit quantity booking session visit per daily type plan class group other spending bill hour
  paid free book selling`.split(/\s+/),
);

/** Is this word too general to lead to one metric? */
export function isGeneric(word: string): boolean {
  return GENERIC.has(word);
}

const cache = new WeakMap<Catalogue, CatalogueIndex>();

/** The index of a catalogue, built once per catalogue object. */
export function indexCatalogue(catalogue: Catalogue): CatalogueIndex {
  const known = cache.get(catalogue);
  if (known !== undefined) return known;
  const built = buildIndex(catalogue);
  cache.set(catalogue, built);
  return built;
}

/** Words written together, singular: the key names are looked up by. */
export function nameKey(tokens: readonly Token[]): string {
  return tokens.map((token) => token.singular).join('');
}

export function rootKey(tokens: readonly Token[]): string {
  return tokens.map((token) => token.root).join('');
}

function tokensOf(name: string): readonly Token[] {
  return readClean(readText(name.replaceAll('_', ' ')).lower).tokens;
}

/** All the ways a metric is named. */
export function namesOf(metric: MetricEntry): readonly string[] {
  return [metric.label, metric.key, ...metric.synonyms];
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  if (key === '') return;
  const values = map.get(key) ?? [];
  if (!values.some((other) => JSON.stringify(other) === JSON.stringify(value))) values.push(value);
  map.set(key, values);
}

function buildIndex(catalogue: Catalogue): CatalogueIndex {
  const names = new Map<string, Entry[]>();
  const roots = new Map<string, Entry[]>();
  const parts = new Map<string, Entry[]>();
  const heads = new Map<string, string[]>();
  const spread: { roots: readonly string[]; metric: string }[] = [];
  const words = new Set<string>();
  const register = (name: string, entry: Entry) => {
    const tokens = tokensOf(name);
    for (const token of tokens) words.add(token.text).add(token.singular);
    add(names, nameKey(tokens), entry);
    add(roots, rootKey(tokens), entry);
    if (entry.kind === 'dimension' || tokens.length < 2) return;
    for (const token of tokens) {
      const telling = token.singular.length > 2 && !GENERIC.has(token.singular) && !/^\d/.test(token.text);
      if (telling && !(isCommonWord(token.text) || isCommonWord(token.singular))) add(parts, token.root, entry);
    }
  };
  for (const metric of catalogue.metrics) {
    for (const name of namesOf(metric)) {
      register(name, { kind: 'metric', metric: metric.key });
      const tokens = tokensOf(name);
      if (tokens.length > 1 && tokens.length < 5)
        spread.push({ roots: tokens.map((token) => token.root), metric: metric.key });
      const head = tokens.at(-1);
      if (head !== undefined) add(heads, head.singular, metric.key);
    }
  }
  for (const dimension of catalogue.dimensions) {
    for (const member of dimension.members) register(member, { kind: 'member', dimension: dimension.key, member });
    for (const name of [dimension.label ?? dimension.key, dimension.key, ...(dimension.synonyms ?? [])]) {
      register(name, { kind: 'dimension', dimension: dimension.key });
    }
  }
  // Names of the lists are no metrics or members; they are known words all the same.
  for (const { names: list } of catalogue.names ?? []) {
    for (const name of list) for (const token of tokensOf(name)) words.add(token.text).add(token.singular);
  }
  const events = new Set(
    (catalogue.names ?? []).flatMap(({ kind, names: list }) =>
      kind === 'event' ? list.filter((name) => !isDated(name)).map((name) => nameKey(tokensOf(name))) : [],
    ),
  );
  const { dimensionWords, dimensionOfConcept } = indexDimensions(catalogue);
  const { concepts, metricsOfConcept } = indexConcepts(catalogue);
  for (const word of dimensionWords.keys()) words.add(word);
  const wordRoots = new Set([...words].map(rootOf));
  const index = {
    catalogue,
    names,
    roots,
    parts,
    spread,
    heads,
    concepts,
    metricsOfConcept,
    dimensionWords,
    dimensionOfConcept,
    events,
    words,
    wordRoots,
  };
  return { ...index, mainMetric: findMainMetric(catalogue, metricsOfConcept) };
}

function indexDimensions(catalogue: Catalogue) {
  const dimensionWords = new Map<string, string[]>();
  const dimensionOfConcept = new Map<DimensionConcept['name'], string>();
  const own = catalogue.dimensions.map((dimension) => ({
    key: dimension.key,
    names: [dimension.label ?? dimension.key, dimension.key, ...(dimension.synonyms ?? [])].map(tokensOf),
  }));
  for (const { key, names } of own) for (const tokens of names) add(dimensionWords, nameKey(tokens), key);
  for (const { key, names } of own) {
    for (const concept of DIMENSION_CONCEPTS) {
      const hit = names.some((tokens) => concept.words.includes(tokens.at(-1)?.singular ?? ''));
      if (hit && !dimensionOfConcept.has(concept.name)) dimensionOfConcept.set(concept.name, key);
    }
  }
  // General words last: a company's own word for something else wins.
  const ownWords = new Set(dimensionWords.keys());
  for (const concept of DIMENSION_CONCEPTS) {
    const key =
      dimensionOfConcept.get(concept.name) ??
      (concept.name === 'category' ? dimensionOfConcept.get('product') : undefined);
    if (key === undefined) continue;
    for (const word of concept.words) {
      const joined = word.replaceAll(' ', '');
      if (!ownWords.has(joined) && !dimensionWords.has(joined)) add(dimensionWords, joined, key);
    }
  }
  return { dimensionWords, dimensionOfConcept };
}

function indexConcepts(catalogue: Catalogue) {
  const concepts = new Map<string, string>();
  const metricsOfConcept = new Map<string, { equal: string[]; head: string[] }>();
  for (const concept of METRIC_CONCEPTS) {
    const phrases = new Set(concept.phrases.map((phrase) => nameKey(tokensOf(phrase))));
    for (const phrase of phrases) if (!concepts.has(phrase)) concepts.set(phrase, concept.name);
    const equal: string[] = [];
    const head: string[] = [];
    for (const metric of catalogue.metrics) {
      const names = namesOf(metric).map(tokensOf);
      if (names.some((tokens) => phrases.has(nameKey(tokens)))) equal.push(metric.key);
      else if (names.some((tokens) => endsWithPhrase(tokens, phrases))) head.push(metric.key);
    }
    metricsOfConcept.set(concept.name, { equal, head });
  }
  return { concepts, metricsOfConcept };
}

function endsWithPhrase(tokens: readonly Token[], phrases: ReadonlySet<string>): boolean {
  return tokens.some((_, from) => from > 0 && phrases.has(nameKey(tokens.slice(from))));
}

/** Words for what is around a company: it may explain its numbers, and is never the number it is first asked about. */
const AROUND =
  /\b(temperature|weather|rain\w*|humidity|wind|sun|sunshine|snow\w*|cloud\w*|precipitation|inflation|exchange rate|interest rate|holidays?|weekend|is_\w+|price|prices|flag|index)(?! ?(sales|revenue|bookings|orders|takings|rentals))\b/i;

/** Is a metric about the surroundings: weather, prices paid, a flag of the calendar? Told by its name where the catalogue does not say. */
export function isContext(metric: MetricEntry): boolean {
  if (metric.role !== undefined) return metric.role === 'context';
  return AROUND.test(metric.label) || AROUND.test(metric.key.replaceAll('_', ' '));
}

/** The number a company is first asked about: its money coming in, or what it counts. */
function findMainMetric(
  catalogue: Catalogue,
  metricsOfConcept: ReadonlyMap<string, { readonly equal: readonly string[]; readonly head: readonly string[] }>,
): MetricEntry | undefined {
  const ofConcept = (name: string) => {
    const found = metricsOfConcept.get(name);
    return [...(found?.equal ?? []), ...(found?.head ?? [])];
  };
  const measures = catalogue.metrics.filter((metric) => !isContext(metric));
  const byKey = (key: string | undefined) => measures.find((metric) => metric.key === key);
  const outgoing = new Set(
    ['goods cost', 'staff cost', 'marketing', 'cost', 'average order', 'return', 'waste', 'tip', 'profit'].flatMap(
      ofConcept,
    ),
  );
  const incoming = ofConcept('revenue').find((key) => byKey(key)?.unit === 'currency' && !outgoing.has(key));
  if (incoming !== undefined) return byKey(incoming);
  const money = measures.find((metric) => metric.unit === 'currency' && !outgoing.has(metric.key));
  if (money !== undefined) return money;
  const counted = ['revenue', 'quantity', 'rental', 'booking', 'order', 'customer']
    .flatMap(ofConcept)
    .find((key) => byKey(key) !== undefined);
  return byKey(counted) ?? measures.find((metric) => metric.unit === 'count') ?? measures[0] ?? catalogue.metrics[0];
}
