import type { Assumption } from '../../../src/contracts/understanding.ts';
import { type CatalogueIndex, namesOf } from './catalogue-index.ts';
import { type Link, metricsFor } from './link-entities.ts';
import { ACTIVITY_CONCEPTS, ACTIVITY_WORDS, COUNT_CONCEPTS } from './ontology.ts';
import type { Parsed } from './parse-message.ts';

export interface MetricRead {
  readonly metric?: string;
  readonly metricChoices?: readonly string[];
  readonly unknownMetric?: string;
  readonly metricSaid: boolean;
  readonly metrics: readonly string[];
  readonly assumed: readonly Assumption[];
}

export type MetricLink = Link & { readonly kind: 'metric' };

/** Words for how a company does as a whole: they stand for its main number. */
const WHOLE =
  /\b(sell|selling|sold|make|making|made|take|took|taking|earn\w*|bring in|brought in|bring us|look|looking|looked|turn over|turned over|shift|shifted|do|did|doing|done|perform\w*|money|we up|we down|we ahead|we behind|business|going(?! to)|trending|turn out)\b/;

/** Which metric a message speaks of, said or meant. */
export function readMetric(parsed: Parsed, index: CatalogueIndex): MetricRead {
  const said = settleLinks(parsed.links.filter((link) => link.kind === 'metric'));
  const certain = said.filter((link) => link.metrics.length === 1);
  const metrics = [...new Set(certain.flatMap((link) => link.metrics))];
  const counted = certain.find((link) =>
    /\bhow (many|much) $/.test(parsed.words.slice(0, parsed.read.tokens[link.from]?.start ?? 0)),
  );
  const asked = readMeasure(parsed, certain, index);
  if (asked !== undefined) return { metric: asked, metricSaid: true, metrics: [asked], assumed: [] };
  const first = counted ?? certain.find((link) => !link.guessed) ?? certain[0];
  const spent = first === undefined || first.concept === 'cost' ? readAdSpend(parsed, index) : undefined;
  if (spent !== undefined) return { metric: spent, metricSaid: true, metrics: [spent], assumed: [] };
  if (first !== undefined) {
    return { metric: first.metrics[0], metricSaid: true, metrics, assumed: assumptionsOf(first, index) };
  }
  const meant = readMeantMetric(parsed, index);
  const unsure = said.find((link) => link.metrics.length > 1);
  // "how many people" with two counts to choose from is still a question; a member that settles it is not.
  if (unsure !== undefined) {
    const beside = besideMembers(parsed, index);
    if (beside !== undefined && unsure.metrics.includes(beside))
      return { metric: beside, metricSaid: true, metrics: [beside], assumed: [] };
    return { metricChoices: unsure.metrics, metricSaid: true, metrics: [], assumed: [] };
  }
  const unknown = said.find((link) => link.metrics.length === 0);
  if (meant !== undefined) return { metric: meant, metricSaid: false, metrics: [], assumed: [] };
  return {
    ...(unknown === undefined ? {} : { unknownMetric: unknown.said }),
    metricSaid: false,
    metrics: [],
    assumed: [],
  };
}

/** How the question is put can name the measure: "how long do repairs take" is a time, "what share of quotes" a percentage. */
function readMeasure(parsed: Parsed, said: readonly MetricLink[], index: CatalogueIndex): string | undefined {
  const unitOf = (key: string | undefined) => index.catalogue.metrics.find((metric) => metric.key === key)?.unit;
  const share = /\b(what|which) (share|percent|percentage|proportion|fraction) of\b/.test(parsed.words);
  if (share && !said.some((link) => unitOf(link.metrics[0]) === 'percent')) {
    const roots = new Set(parsed.read.tokens.map((token) => token.root));
    const rates = index.catalogue.metrics.filter((metric) => metric.unit === 'percent');
    return rates.find((metric) =>
      index.spread.some((name) => name.metric === metric.key && name.roots.some((root) => roots.has(root))),
    )?.key;
  }
  if (/\bhow (long|quick|quickly|fast)\b(?! (ago|until|before|will it be|have you))/.test(parsed.words)) {
    const times = index.catalogue.metrics.filter(
      (metric) =>
        metric.unit !== 'currency' &&
        namesOf(metric).some((name) => /\b(time|turnaround|wait|duration|length|delay)\b/i.test(name)),
    );
    return times.length === 1 ? times[0]?.key : undefined;
  }
  return undefined;
}

/** Names said in full settle the question: vague words beside them ("cost", "sales") are part of the sentence. */
function settleLinks(all: readonly MetricLink[]): readonly MetricLink[] {
  const telling = all.filter(
    (link) =>
      !(
        link.concept !== undefined &&
        /^(people|persons?|money|checks?|jobs?|users?|spend|spent|pay|paid|load|usage)$/.test(link.said)
      ),
  );
  const links = telling.length > 0 ? telling : all;
  const full = links.filter((link) => !link.guessed && link.metrics.length === 1);
  if (full.length === 0) {
    const one = links.filter(
      (link) => link.metrics.length === 1 && link.concept !== 'revenue' && link.concept !== 'cost',
    );
    return one.length > 0 ? links.filter((link) => link.metrics.length === 1) : links;
  }
  return links.filter((link) => link.metrics.length === 1);
}

/** No metric is named, but the sentence means one: activity, a count of something, or the company's main number. */
function readMeantMetric(parsed: Parsed, index: CatalogueIndex): string | undefined {
  const { words } = parsed;
  const beside = besideMembers(parsed, index);
  if (beside !== undefined) return beside;
  const hasMember = parsed.links.some((link) => link.kind === 'member');
  if (/\b(full|fuller|fullest|empty|emptier)\b/.test(parsed.shape))
    return firstOf(['occupancy', ...ACTIVITY_CONCEPTS], index) ?? index.mainMetric?.key;
  if (ACTIVITY_WORDS.test(words)) return firstOf(ACTIVITY_CONCEPTS, index) ?? index.mainMetric?.key;
  if (/\bhow many\b/.test(words) && (hasMember || parsed.links.some((link) => link.kind === 'dimension'))) {
    return firstOf(COUNT_CONCEPTS, index) ?? index.mainMetric?.key;
  }
  const ranked = /\b(best|worst|top|bottom|most|least|highest|lowest|biggest|smallest|strongest|weakest)\b/.test(words);
  if (ranked && parsed.links.some((link) => link.kind === 'dimension')) return index.mainMetric?.key;
  if (/\btop (\d+|two|three|four|five|ten)\b/.test(words)) return index.mainMetric?.key;
  const scoped =
    hasMember ||
    parsed.links.some((link) => link.kind === 'dimension' && !/^(things?|ways?|kinds?)$/.test(link.said)) ||
    parsed.times.length > 0;
  return hasMember || (scoped && WHOLE.test(words)) || WHOLE_COMPANY.test(words) ? index.mainMetric?.key : undefined;
}

const ADVERTISING = /(^|[\s_-])(ads?|adverts?|advertising|marketing|campaigns?|media)([\s_-]|$)/i;

/** What is advertised on has no sales of its own: "what did Instagram cost us?" is about the money spent there. */
function readAdSpend(parsed: Parsed, index: CatalogueIndex): string | undefined {
  const about = parsed.links.some((link) => {
    if (link.kind !== 'member' && link.kind !== 'dimension') return false;
    const entry = index.catalogue.dimensions.find(({ key }) => key === link.dimension);
    return entry !== undefined && [entry.key, entry.label ?? ''].some((name) => ADVERTISING.test(name));
  });
  return about ? metricsNamed('marketing', index)[0] : undefined;
}

const WHOLE_COMPANY =
  /\b(how much|what) (money )?(did|do|have|will|can|are|would) (we|i)\b|\b(are|were|will) we (be )?(up|down|ahead|behind|beat|reach|hit|clear)\b|\bwe (will |can |could )?(beat|reach|hit|clear)\b/;

/** "How did yoga do?" of a class is answered with class bookings, where the dimension and a metric share a word. */
function besideMembers(parsed: Parsed, index: CatalogueIndex): string | undefined {
  // How a teacher did is not what the teacher is paid.
  const paid = /\b(cost|costs|pay|paid|spend|spent|wages?)\b/.test(parsed.words);
  const spent = new Set(
    paid ? [] : ['staff cost', 'goods cost', 'cost', 'marketing'].flatMap((concept) => metricsNamed(concept, index)),
  );
  for (const link of parsed.links) {
    if (link.kind !== 'member' && link.kind !== 'dimension') continue;
    const word = link.dimension.toLowerCase();
    const shared = index.catalogue.metrics.filter(
      (metric) =>
        !spent.has(metric.key) &&
        namesOf(metric).some((name) =>
          name
            .toLowerCase()
            .split(/[\s_]+/)
            .includes(word),
        ),
    );
    if (shared.length === 1) return shared[0]?.key;
  }
  return undefined;
}

function metricsNamed(concept: string, index: CatalogueIndex): readonly string[] {
  const found = index.metricsOfConcept.get(concept);
  return [...(found?.equal ?? []), ...(found?.head ?? [])];
}

function firstOf(concepts: readonly string[], index: CatalogueIndex): string | undefined {
  for (const concept of concepts) {
    const found = index.metricsOfConcept.get(concept);
    const metric = found?.equal[0] ?? found?.head[0];
    if (metric !== undefined) return metric;
  }
  return undefined;
}

/** A guess from general words is said in the answer; the company's own words are not a guess. */
function assumptionsOf(link: MetricLink, index: CatalogueIndex): readonly Assumption[] {
  const metric = index.catalogue.metrics.find((entry) => entry.key === link.metrics[0]);
  if (metric === undefined || !link.guessed || metric.label.toLowerCase().includes(link.said)) return [];
  return [{ about: 'metric', said: link.said, taken: metric.label }];
}

/** The metrics of a concept, for a slot that a phrase names by general words ("more on marketing"). */
export function metricOfConcept(concept: string, index: CatalogueIndex): string | undefined {
  return metricsFor(concept, index)[0];
}
