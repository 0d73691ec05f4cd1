import { type CatalogueIndex, isGeneric, nameKey, rootKey } from '../catalogue-index.ts';
import { isDated } from '../dated-events.ts';
import { type ReadText, readClean, readText, type Token } from '../read-text.ts';
import { isKnownWord } from '../vocabulary.ts';
import type { Span } from './forecast-setting.ts';

/** An event of the company's calendar that a text speaks of. */
export interface EventFound extends Span {
  readonly said: string;
  /** As the calendar writes it; several that fit equally: which one is to be asked. */
  readonly labels: readonly string[];
}

interface Label {
  readonly label: string;
  readonly tokens: readonly Token[];
  readonly key: string;
  readonly root: string;
  /** Its words that do not only say how long it lasts. */
  readonly telling: readonly Token[];
}

const MAX_WORDS = 8;
/** Words of a label that only say how long it lasts. */
const LASTING = /^(days?|weeks?|weekends?|months?|seasons?|evenings?|nights?|mornings?|events?|the|of|and|in|at)$/;
/** Words for selling cheaper for a while: one stands for another where the calendar has one such thing only. */
const PROMOTION =
  /^(promo|promos|promotion|promotions|offer|offers|discount|discounts|deal|deals|campaign|half-price|bogo)$/;

const cache = new WeakMap<CatalogueIndex, readonly Label[]>();

function labelsOf(index: CatalogueIndex): readonly Label[] {
  const known = cache.get(index);
  if (known !== undefined) return known;
  const names = (index.catalogue.names ?? []).flatMap((list) => (list.kind === 'event' ? list.names : []));
  const labels = [...new Map(names.map((name) => [toLabel(name).key, toLabel(name)])).values()];
  cache.set(index, labels);
  return labels;
}

function toLabel(label: string): Label {
  const { tokens } = readClean(readText(label).lower);
  const telling = tokens.filter((part) => !LASTING.test(part.text) && !/^\d/.test(part.text));
  return { label, tokens, key: nameKey(tokens), root: rootKey(tokens), telling };
}

/**
 * The event a text names: by its whole name, by most of it, or by the word that tells it from others ("the promotion"
 * for "Promo week"). `taken`: stretches that stand for something else.
 */
export function findEvent(read: ReadText, index: CatalogueIndex, taken: readonly Span[] = []): EventFound | undefined {
  const labels = labelsOf(index);
  if (labels.length === 0) return undefined;
  for (const fits of FITS) {
    for (let length = Math.min(MAX_WORDS, read.tokens.length); length >= 1; length--) {
      for (let from = 0; from + length <= read.tokens.length; from++) {
        const tokens = read.tokens.slice(from, from + length);
        const found = labels.filter(fits(tokens, read.tokens[from - 1]));
        const event = toFound(tokens, found, read);
        if (event !== undefined && (fits === isWhole || !taken.some((span) => covers(span, event)))) return event;
      }
    }
  }
  return findPromotion(read, labels);
}

function toFound(tokens: readonly Token[], found: readonly Label[], read: ReadText): EventFound | undefined {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (found.length === 0 || first === undefined || last === undefined) return undefined;
  const said = read.lower.slice(first.start, last.end);
  return { start: first.start, end: last.end, said, labels: found.map(({ label }) => label) };
}

const covers = (span: Span, event: Span): boolean => event.start < span.end && event.end > span.start;

type Fit = (tokens: readonly Token[], before: Token | undefined) => (label: Label) => boolean;

const isWhole: Fit = (tokens) => {
  const said = nameKey(tokens);
  return ({ key }) => key === said;
};

const isInflected: Fit = (tokens) => {
  const said = rootKey(tokens);
  return ({ root }) => root === said;
};

/** "Winter sale week" for "Big winter sale": two or more of its words in a row. */
function isMost(tokens: readonly Token[], label: Label): boolean {
  const telling = tokens.filter((token) => !LASTING.test(token.text));
  if (tokens.length < 2 || telling.length === 0) return false;
  const at = label.tokens.findIndex((token) => token.singular === tokens[0]?.singular);
  if (at < 0) return false;
  return tokens.every((token, place) => token.singular === label.tokens[at + place]?.singular);
}

const FITS: readonly Fit[] = [
  isWhole,
  isInflected,
  (tokens) => (label) => isMost(tokens, label),
  (tokens, before) => (label) => isTold(tokens, label, before),
];

/** Days of the calendar that one word names. */
const FEAST = /^(christmas|xmas|easter|thanksgiving|halloween|valentines?)$/;
const ARTICLE = /^(the|a|an|our|this|that|no|any|another|with|without)$/;

/** A telling word alone. An everyday word tells only where it is spoken of as a thing: "the sale", not "sales" or "we open". */
function isTold([token, ...more]: readonly Token[], label: Label, before: Token | undefined): boolean {
  if (token === undefined || more.length > 0 || token.text.length < 4) return false;
  const head = label.telling.at(-1);
  const alike = label.telling.filter((part) => isAlike(token, part));
  if (alike.some(({ text }) => !isKnownWord(text) || FEAST.test(text))) return true;
  if (isDated(label.label) || head === undefined || !alike.includes(head)) return false;
  if (PROMOTION.test(head.text)) return true;
  const general = isGeneric(head.singular) && head.text !== 'sale';
  return !general && token.text === head.text && ARTICLE.test(before?.text ?? '');
}

function isAlike(token: Token, part: Token): boolean {
  if (token.singular === part.singular || (token.root.length > 3 && token.root === part.root)) return true;
  if (part.text.length < 4) return false;
  return token.text.startsWith(part.text) || (token.text.length >= 5 && part.text.startsWith(token.text));
}

function findPromotion(read: ReadText, labels: readonly Label[]): EventFound | undefined {
  const token = read.tokens.find(({ text }) => PROMOTION.test(text));
  if (token === undefined) return undefined;
  const alike = labels.filter(({ label }) =>
    label
      .toLowerCase()
      .split(/\s+/)
      .some((word) => PROMOTION.test(word)),
  );
  return alike.length === 1 ? toFound([token], alike, read) : undefined;
}
