import type { WhatIfInput } from '../../../src/contracts/understanding.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import type { Link } from './link-entities.ts';
import type { Parsed } from './parse-message.ts';
import { metricOfConcept } from './read-metric.ts';

export type Change = WhatIfInput['change'] & { /** "if it were 12": a level, not a step. */ readonly to?: number };

export interface ChangeRead {
  readonly change?: Change;
  /** What the change is to be seen in. */
  readonly outcome?: string;
}

const DOWN =
  /\b(cut\w*|fall\w*|fell|drop\w*|lower\w*|reduc\w*|decreas\w*|declin\w*|los[et]\w*|less|fewer|cheaper|down|slash\w*|trim\w*|shrink\w*|shrank|sink\w*|discount\w*|knock\w*|took|take off|halv\w*|smaller|worse|minus|(in|by) half|off|knock\w*|half as|colder|cooler|quieter|shorter)\b|-\s?\d/;
const UP =
  /\b(rais\w*|increas\w*|r[oi]se\w*|grow\w*|grew|more|up|higher|doubl\w*|tripl\w*|dearer|add\w*|gain\w*|jump\w*|extra|improv\w*|climb\w*|boost\w*|better|bigger|plus|bump\w*|hik\w*|put\w*|hotter|warmer|busier|longer)\b|\+\s?\d/;
const PRICE = /\b(pric\w*|charg\w*|cheaper|dearer|discount\w*)\b/;
const FRACTIONS: readonly (readonly [RegExp, number])[] = [
  [/\b(by|a|one) (third)\b/, 100 / 3],
  [/\b(by|a|one) (quarter)\b/, 25],
  [/\b(by|in|a|one) half\b|\bhalv\w*|\bhalf (as|the)\b/, 50],
  [/\b(by|a|one) (fifth)\b/, 20],
  [/\b(by|a|one) (tenth)\b/, 10],
];

/** Reads "what if X goes up by N": what changes, by how much, and what it is to be seen in. */
export function readChange(parsed: Parsed, index: CatalogueIndex): ChangeRead {
  const [from, to] = findClause(parsed.words);
  const clause = parsed.words.slice(from, to);
  const metricLinks = parsed.links.filter((link) => link.kind === 'metric' && link.metrics.length > 0);
  const inside = (link: Link) => {
    const start = parsed.read.tokens[link.from]?.start ?? 0;
    return start >= from && start < to;
  };
  const changed = metricLinks.find(inside);
  const named = changed?.kind === 'metric' ? changed.metrics[0] : undefined;
  // "gas prices" with a metric for gas is that metric.
  const priced =
    changed !== undefined &&
    (/\w pric/.test(changed.said) ||
      /^\s*prices?\b/.test(parsed.words.slice(parsed.read.tokens[changed.to - 1]?.end ?? 0)));
  const money = parsed.amounts.some((amount) => amount.kind === 'money' && amount.start >= from && amount.start < to);
  // "a dollar on every pint" and "ten percent off everything" are about what is charged.
  const onTop =
    (money &&
      /\b(put\w*|add\w*|stick|slap|knock\w*|tak\w*|took|whack)\b.*\b(on|onto|on to|off|to) (every|each|all|the price)\b/.test(
        clause,
      )) ||
    /(%|\b(percent|pct|dollars?|pounds?|euros?|quid|bucks)) (off|discount)\b/.test(clause);
  const literalPrice = (/\b(prices?|pricing|charg\w*)\b/.test(clause) && !priced) || onTop;
  const hasMember = parsed.links.some((link) => link.kind === 'member');
  const outcome =
    metricLinks.find((link) => !inside(link) && link.kind === 'metric' && !link.guessed) ??
    metricLinks.find((link) => !inside(link));
  // "what happens to billings if our fees go up": what one charges, seen in what comes in.
  const itself = named !== undefined && outcome?.kind === 'metric' && outcome.metrics[0] === named;
  const variable =
    literalPrice ||
    itself ||
    (named === undefined &&
      (PRICE.test(clause) || (money && !/\b(ads?|advert\w*|marketing|promo\w*|wages?|staff|pay|rent)\b/.test(clause))))
      ? 'price'
      : (named ?? variableMeant(clause, hasMember, index));
  const amount = readAmount(parsed, clause, from, to);
  const rest = `${parsed.words.slice(0, from)} ${parsed.words.slice(to)}`;
  const earns = /\b(how much|what)\b.*\b(we|i)\b.*\b(make|earn|take|sell|lose|gain|bring in|turn over)\b/.test(rest);
  const seen =
    outcome?.kind === 'metric' && outcome.metrics[0] !== undefined
      ? outcome.metrics[0]
      : earns
        ? index.mainMetric?.key
        : undefined;
  return {
    ...(variable === undefined ? {} : { change: { variable, ...amount } }),
    ...(seen === undefined ? {} : { outcome: seen }),
  };
}

/** The stretch of text that says what changes: after "if" or "suppose", before the question about the outcome. */
function findClause(words: string): readonly [number, number] {
  const opened =
    /\bwhat (?:happens|would happen|will happen)\b.*?\b(?:if|when|once|with)\b/.exec(words) ??
    /\b(what if|if|suppose|supposing|imagine|assum(?:e|ing)|say|pretend|scenario|simulate)\b/.exec(words) ??
    /\bwould\b.*\bwith\b/.exec(words);
  const would =
    /\b(?:would|does|will|do|might)\b(.*?)\b(do to|do for|mean for|affect|impact|change|hurt|help|boost|damage|dent|kill|lift|harm|shift|move|put off|lose us|cost us|win us|get us|bring)\b/.exec(
      words,
    );
  const effect = /\b(?:effect|impact|result|consequence)s?\b.*?\bof\b/.exec(words);
  if (opened === null && effect !== null) return [effect.index + effect[0].length, words.length];
  const asked = /[,–-]? *\b(?:what (?:is|would be) the )?(?:effect|impact|result)s? (?:on|for)\b/.exec(words);
  if (opened === null && asked !== null) return [0, asked.index];
  if (opened === null) return would === null ? [0, words.length] : [would.index, would.index + would[0].length];
  const start = opened.index + opened[0].length;
  const rest = words.slice(start);
  const close =
    /,(?! ?\d)|\?|\b(what would|what does|what do|what happens|how would|how much|how many|how does|where would|what will|what is|would that|would it)\b/.exec(
      rest,
    );
  return [start, start + (close?.index ?? rest.length)];
}

function variableMeant(clause: string, hasMember: boolean, index: CatalogueIndex): string | undefined {
  if (/\b(ads?|advert\w*|marketing|promo\w*)\b/.test(clause)) return metricOfConcept('marketing', index);
  if (/\b(staff|wages?|pay|rota|shift)\b/.test(clause)) return metricOfConcept('staff cost', index);
  if (/\b(busy|busier|quiet\w*)\b/.test(clause)) return metricOfConcept('customer', index);
  return hasMember || /\b(sell|sold|sales)\b/.test(clause) ? index.mainMetric?.key : undefined;
}

function readAmount(parsed: Parsed, clause: string, from: number, to: number): Omit<Change, 'variable'> {
  const said = parsed.amounts.find((amount) => amount.start >= from && amount.start < to) ?? parsed.amounts[0];
  // The first word of direction decides: "cut prices on our doubles".
  const firstDown = clause.search(DOWN);
  const firstUp = clause.search(UP);
  const sign = firstDown >= 0 && (firstUp < 0 || firstDown < firstUp) ? -1 : 1;
  if (said === undefined) {
    if (/\b(doubl\w*|twice (as|the))\b/.test(clause)) return { percent: 100 };
    if (/\b(tripl\w*|three times (as|the))\b/.test(clause)) return { percent: 200 };
    const fraction = FRACTIONS.find(([pattern]) => pattern.test(clause));
    return fraction === undefined ? {} : { percent: (sign * Math.round(fraction[1] * 100)) / 100 };
  }
  if (said.kind === 'percent') return { percent: sign * said.value };
  const moved = UP.test(clause) || DOWN.test(clause);
  const level =
    !moved ||
    (/\b(to|at|were|was)\s*$/.test(parsed.words.slice(0, said.start)) &&
      !/\b(higher|lower|more|less|dearer|cheaper)\b/.test(clause));
  return level ? { to: said.value } : { absolute: sign * said.value };
}
