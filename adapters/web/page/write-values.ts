import type { WireCompany } from '../wire.ts';
import type { WireFact } from '../wire-reply.ts';

/** Dates, numbers and sizes in words, in the company's own format. */

interface Range {
  readonly start: string;
  readonly end: string;
}

/** Days are civil dates without a zone, so they are read and written in UTC. */
const toDate = (day: string) => new Date(`${day}T00:00:00Z`);

export function writePeriod(period: Range, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  if (period.start === period.end) return format.format(toDate(period.start));
  // No line may begin with the dash.
  return format.formatRange(toDate(period.start), toDate(period.end)).replace(/\s(?=[–—-]\s)/u, '\u00a0');
}

/** "two years of numbers", roughly: what a person would say. */
export function writeSpan(period: Range): string {
  const days = (toDate(period.end).getTime() - toDate(period.start).getTime()) / 86_400_000 + 1;
  const [count, unit] =
    days < 60 ? [days, 'day'] : days < 700 ? [Math.round(days / 30.44), 'month'] : [Math.round(days / 365.25), 'year'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The value with everything that rounding took away; null where the text already says it all. */
export function writeExactly(fact: WireFact, company: WireCompany): string | null {
  if (typeof fact.value === 'object') return writePeriod(fact.value, company.locale);
  if (typeof fact.value === 'string') return null;
  const { style } = fact.format;
  const options: Intl.NumberFormatOptions =
    style === 'currency'
      ? { style: 'currency', currency: company.currency, maximumFractionDigits: 2 }
      : style === 'percent' || style === 'points'
        ? { style: 'percent', maximumFractionDigits: 2 }
        : { maximumFractionDigits: 4 };
  return new Intl.NumberFormat(company.locale, options).format(fact.value);
}

export function writePercent(fraction: number, locale: string, decimals = 0): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: decimals,
    minimumFractionDigits: decimals,
  }).format(fraction);
}

export function writeCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

export function writeFilter(filter: Readonly<Record<string, string>>): string {
  return Object.entries(filter)
    .map(([dimension, member]) => `${dimension.charAt(0).toUpperCase()}${dimension.slice(1)}: ${member}`)
    .join(', ');
}

export function writeBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
