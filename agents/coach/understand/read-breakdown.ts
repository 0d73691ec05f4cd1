import type { Filter } from '../../../src/contracts/catalogue.ts';
import type { Grain } from '../../../src/contracts/period.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import type { Link } from './link-entities.ts';
import type { Parsed } from './parse-message.ts';

/** How the answer is to be cut: to some members, by a dimension, or over time. */
export interface Breakdown {
  readonly filter?: Filter;
  readonly filterChoices?: { readonly member: string; readonly dimensions: readonly string[] };
  readonly by?: string;
  readonly over?: Grain;
  readonly rank?: 'best' | 'worst';
}

const BEST =
  /\b(best|top|most|highest|biggest|largest|busiest|strongest|leading|number one|winning|favou?rite|bestsell\w*|better)\b/;
const WORST = /\b(worst|bottom|least|lowest|smallest|slowest|quietest|weakest|poorest|fewest|worse)\b/;
const BY_BEFORE =
  /\b(by|per|two|three|four|both|rank|ranking of|sort|compare|each|every|which|what|across|between|among|for each|for every|different|all|(most|least|best|worst|top|highest|lowest|more|less)[ -]\w+|best|worst|top|bottom|highest|lowest|busiest|quietest|strongest|weakest|leading|biggest|\d+) (of )?(the |our |my |your )?(different |single |individual )?$/;
const GRAINS: readonly (readonly [Grain, RegExp])[] = [
  [
    'day',
    /\b(by|per|each|every|for each|which|what|slowest|busiest|best|worst|quietest) ((the|single) )?(day|weekday|date)s?\b(?! (of|after|before) (christmas|yesterday))|\bdaily\b|\bday by day\b|\bday[ -]to[ -]day\b|\bday of (the )?week\b|\bevery day\b/,
  ],
  ['week', /\b(by|per|each|every|for each|which|what) week\b|\bweekly\b|\bweek by week\b|\bweek[ -]on[ -]week\b/],
  [
    'month',
    /\b(by|per|each|every|for each|which|what) month\b|\bmonthly\b|\bmonth by month\b|\bmonth[ -]on[ -]month\b/,
  ],
];

export function readBreakdown(parsed: Parsed, index: CatalogueIndex): Breakdown {
  const members = parsed.links.filter((link) => link.kind === 'member');
  const byDimension = new Map<string, Set<string>>();
  for (const link of members)
    byDimension.set(link.dimension, (byDimension.get(link.dimension) ?? new Set()).add(link.member));
  const filter: Record<string, string> = {};
  let by: string | undefined;
  for (const [dimension, names] of byDimension) {
    const only = [...names][0];
    if (names.size > 1) by ??= dimension;
    else if (only !== undefined) filter[dimension] = only;
  }
  // "Who gets the biggest classes, Mia or Jonas?" is told by the two names, unless a cut is asked for by its own word.
  by = (by === undefined ? undefined : findCutSaid(parsed)) ?? by ?? findDimensionAsked(parsed, index);
  const unsure = members.find((link) => link.others.length > 0);
  const grain = GRAINS.find(([, pattern]) => pattern.test(parsed.words))?.[0];
  const rank = WORST.test(parsed.words) ? 'worst' : BEST.test(parsed.words) ? 'best' : undefined;
  return {
    ...(Object.keys(filter).length > 0 ? { filter } : {}),
    ...(unsure === undefined
      ? {}
      : { filterChoices: { member: unsure.member, dimensions: [unsure.dimension, ...unsure.others] } }),
    ...(by === undefined ? {} : { by }),
    ...(grain === undefined || by !== undefined ? {} : { over: grain }),
    ...(rank === undefined || (by === undefined && grain === undefined) ? {} : { rank }),
  };
}

function textBefore(parsed: Parsed, link: Link): string {
  return parsed.words.slice(0, parsed.read.tokens[link.from]?.start ?? 0);
}

/** The dimension of "by item", "per shop", "for each class". */
function findCutSaid(parsed: Parsed): string | undefined {
  for (const link of parsed.links) {
    if (link.kind === 'dimension' && /\b(by|per|each|every) $/.test(textBefore(parsed, link))) return link.dimension;
  }
  return undefined;
}

function findDimensionAsked(parsed: Parsed, index: CatalogueIndex): string | undefined {
  for (const link of parsed.links) {
    if (link.kind === 'dimension' && BY_BEFORE.test(textBefore(parsed, link))) return link.dimension;
  }
  const { words } = parsed;
  const ranked = BEST.test(words) || WORST.test(words);
  const of = (...names: readonly ('location' | 'product' | 'channel' | 'staff' | 'customer' | 'category')[]) =>
    names.map((name) => index.dimensionOfConcept.get(name)).find((key) => key !== undefined);
  const bare = parsed.links.find((link) => link.kind === 'dimension');
  if (ranked && /\bwho\b/.test(words)) return of('staff');
  if (/\bwhere\b.*\bcome from\b/.test(words)) return of('channel', 'location');
  if (ranked && /\bwhere\b/.test(words)) return of('location');
  if (
    /\b(best|worst|top)[ -]?(sell\w*|seller\w*|perform\w*)\b|\bwhat (sold|sells|is selling|was selling)\b|\btop (\d+|two|three|four|five|ten)\b(?! days?| weeks?| months?)/.test(
      words,
    )
  ) {
    return bare?.dimension ?? of('product', 'category') ?? index.catalogue.dimensions[0]?.key;
  }
  if (bare !== undefined && /\bcompare\b/.test(words) && !parsed.links.some((link) => link.kind === 'member'))
    return bare.dimension;
  const broken = /\b(break\w*|split|broken|split up|slice|cut) (it |that |this |them |those )?(down|out|up)?\b/.test(
    words,
  );
  return broken && bare !== undefined ? bare.dimension : undefined;
}
