import type { WireCompany } from '../wire.ts';
import type { WireFact, WireRowSource } from '../wire-reply.ts';
import { writeCount, writeFilter, writePeriod } from './write-values.ts';

/** Where a number came from, in words: one string a line. */

const MOST_RANGES = 3;

/** "rows 2–1,204 and 1,300 of cafe.csv" */
export function describeRows(source: WireRowSource, locale: string): string {
  const count = (n: number) => writeCount(n, locale);
  const shown = source.rows
    .slice(0, MOST_RANGES)
    .map(([first, last]) => (first === last ? count(first) : `${count(first)}–${count(last)}`));
  const more = source.rows.length > MOST_RANGES ? ' and more' : '';
  const total = source.rowCount === 1 ? 'one row' : `${count(source.rowCount)} rows`;
  if (shown.length === 0) return total;
  return `${shown.length === 1 && source.rowCount === 1 ? 'row' : 'rows'} ${shown.join(', ')}${more} (${total})`;
}

export function describeSource(fact: WireFact, facts: readonly WireFact[], company: WireCompany): readonly string[] {
  const { source } = fact;
  switch (source.kind) {
    case 'rows': {
      const cut = writeFilter(source.filter);
      const files = source.sources
        .slice(0, MOST_RANGES)
        .map((file) => `${file.fileName}, ${describeRows(file, company.locale)}`);
      const more = source.sources.length - files.length;
      return [
        [source.metric, cut, writePeriod(source.period, company.locale)].filter((part) => part !== '').join(' · '),
        ...files,
        ...(more > 0 ? [`and ${more} more ${more === 1 ? 'file' : 'files'}`] : []),
      ];
    }
    case 'computed': {
      const labels = source.from
        .map((id) => facts.find((other) => other.id === id)?.label)
        .filter((label) => label !== undefined);
      return [source.how, ...(labels.length > 0 ? [`From: ${labels.join('; ')}`] : [])];
    }
    case 'model':
      return [`${source.model}. ${source.how}`];
    case 'method':
      return [source.how];
    case 'asked':
      return ['Your own words.'];
    case 'catalogue':
      return ["From your company's own lists and settings."];
  }
}
