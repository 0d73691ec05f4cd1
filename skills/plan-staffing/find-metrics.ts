import type { DimensionEntry, MetricDefinition } from '../../src/contracts/catalogue.ts';
import { nameKey } from '../../src/records/name-key.ts';

/** What a busy hour is counted in, best first: orders are what a person serves. */
const BUSINESS = [
  /\b(orders?|transactions?|receipts?|tickets?|checks)\b/,
  /\b(customers?|guests?|visitors?|footfall|appointments?)\b/,
  /\b(quantity|units?|items?|pieces|portions)\b/,
];
const WAGES = /\b(wages?|payroll|salar(y|ies)|(labou?r|staff|staffing|personnel)( costs?)?)\b/;

const words = ({ key, label, synonyms }: MetricDefinition): string =>
  [key, label, ...synonyms].map((name) => nameKey(name)).join(' | ');

/** The daily count of business that fits best; null when the company has none. */
export function findBusinessMetric(definitions: readonly MetricDefinition[]): MetricDefinition | null {
  const counts = definitions.filter(
    ({ unit, grain, role, aggregation }) =>
      unit === 'count' && grain === 'day' && role === 'measure' && aggregation.kind === 'sum',
  );
  for (const pattern of BUSINESS) {
    // Its own name counts before what else it is called.
    const found =
      counts.find(({ key, label }) => pattern.test(`${nameKey(key)} | ${nameKey(label)}`)) ??
      counts.find((metric) => pattern.test(words(metric)));
    if (found) return found;
  }
  return null;
}

/** Where wages are seen; null when the company has no such number. */
export function findWageMetric(definitions: readonly MetricDefinition[]): MetricDefinition | null {
  const money = definitions.filter(
    ({ unit, role, aggregation }) => unit === 'currency' && role === 'measure' && aggregation.kind === 'sum',
  );
  return (
    money.find(({ key, label }) => WAGES.test(`${nameKey(key)} | ${nameKey(label)}`)) ??
    money.find((metric) => WAGES.test(words(metric))) ??
    null
  );
}

/** The dimension whose members are these places, with the member of each; null when none knows them all. */
export function findPlaceDimension(
  dimensions: readonly DimensionEntry[],
  places: readonly string[],
): { readonly key: string; readonly memberOf: (place: string) => string } | null {
  for (const { key, members } of dimensions) {
    const byKey = new Map(members.map((member) => [nameKey(member), member]));
    if (places.length > 0 && places.every((place) => byKey.has(nameKey(place))))
      return { key, memberOf: (place) => byKey.get(nameKey(place)) ?? place };
  }
  return null;
}
