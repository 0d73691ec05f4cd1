import type { Choice } from '../contracts/cards.ts';
import type { Catalogue, MetricEntry } from '../contracts/catalogue.ts';

const MOST = 25;
const LONGEST = 100;

/** The company's numbers, best matches of what is typed first. A choice is a name the coach reads. */
export function matchMetrics(catalogue: Catalogue, typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase();
  return catalogue.metrics
    .map((metric) => ({ metric, rank: rankOf(metric, wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MOST)
    .map(({ metric: { label } }) => ({ value: label.slice(0, LONGEST), label: label.slice(0, LONGEST) }));
}

/** Starts with it, has a word that starts with it, holds it; the name before its synonyms. 0: no match. */
function rankOf(metric: MetricEntry, wanted: string): number {
  const measure = metric.role === 'context' ? 0 : 0.5;
  if (wanted === '') return 1 + measure;
  const fit = (name: string): number => {
    if (name.startsWith(wanted)) return 3;
    if (name.split(/[\s_-]+/).some((word) => word.startsWith(wanted))) return 2;
    return name.includes(wanted) ? 1 : 0;
  };
  const own = 2 * fit(metric.label.toLowerCase());
  const other = Math.max(0, ...metric.synonyms.map((synonym) => fit(synonym.toLowerCase())));
  const best = Math.max(own, other);
  return best === 0 ? 0 : best + measure;
}
