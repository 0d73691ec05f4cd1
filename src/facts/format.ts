import { Temporal } from 'temporal-polyfill';
import type { Fact, FactFormat, SignStyle } from '../contracts/fact.ts';
import type { IsoDate, Period } from '../contracts/period.ts';

/** How the company writes numbers and dates. `today` decides whether a year needs saying. */
export interface FormatStyle {
  readonly locale: string;
  readonly currency: string;
  readonly today: IsoDate;
}

/** Writes one fact in the company's own format: `$1,234`, `8%`, `Mon, Jun 8`, `Jun 8–14`. */
export function formatFact(fact: Pick<Fact, 'value' | 'format'>, style: FormatStyle): string {
  const { value, format } = fact;
  // A minus sign, as the charts write it, not a hyphen.
  if (typeof value === 'number') return formatNumber(value, format, style).replace('-', '−');
  if (typeof value === 'string')
    return format.style === 'date' ? formatDate(value, style, format.weekday ?? false) : value;
  return formatPeriod(value, style);
}

const SIGN_DISPLAY: Record<SignStyle, Intl.NumberFormatOptions['signDisplay']> = {
  auto: 'negative',
  always: 'exceptZero',
  never: 'never',
};

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  let found = numberFormats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale, options);
    numberFormats.set(key, found);
  }
  return found;
}

function formatNumber(value: number, format: FactFormat, style: FormatStyle): string {
  const sign = 'sign' in format ? SIGN_DISPLAY[format.sign ?? 'auto'] : 'negative';
  const compact = 'compact' in format && format.compact === true && Math.abs(value) >= 10_000;
  const notation = compact ? ({ notation: 'compact', maximumFractionDigits: 1 } as const) : {};
  switch (format.style) {
    case 'currency': {
      const decimals = format.decimals ?? (Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 2);
      return numberFormat(style.locale, {
        style: 'currency',
        currency: style.currency,
        currencyDisplay: 'narrowSymbol',
        signDisplay: sign,
        minimumFractionDigits: compact ? 0 : decimals,
        maximumFractionDigits: decimals,
        ...notation,
      }).format(value);
    }
    case 'percent': {
      const decimals = format.decimals ?? percentDecimals(value);
      return numberFormat(style.locale, {
        style: 'percent',
        signDisplay: sign,
        maximumFractionDigits: decimals,
      }).format(value);
    }
    case 'points': {
      const decimals = format.decimals ?? (Math.abs(value) < 0.01 ? 1 : 0);
      const shown = numberFormat(style.locale, { signDisplay: sign, maximumFractionDigits: decimals }).format(
        value * 100,
      );
      return `${shown} ${Math.abs(Number((value * 100).toFixed(decimals))) === 1 ? 'point' : 'points'}`;
    }
    default: {
      const decimals = ('decimals' in format ? format.decimals : undefined) ?? countDecimals(value);
      return numberFormat(style.locale, { signDisplay: sign, maximumFractionDigits: decimals, ...notation }).format(
        value,
      );
    }
  }
}

/** A small percentage keeps a decimal, so that 0.4% is not written 0%. */
function percentDecimals(fraction: number): number {
  const size = Math.abs(fraction);
  return size > 0 && size < 0.0995 ? 1 : 0;
}

function countDecimals(value: number): number {
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return 0;
  return size >= 10 ? 1 : 2;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, withYear: boolean, weekday: boolean): Intl.DateTimeFormat {
  const key = `${locale}|${withYear}|${weekday}`;
  let found = dateFormats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'short',
      ...(withYear ? { year: 'numeric' } : {}),
      ...(weekday ? { weekday: 'short' } : {}),
    });
    dateFormats.set(key, found);
  }
  return found;
}

const asUtc = (date: IsoDate): Date => new Date(`${date}T00:00:00Z`);
const yearOf = (date: IsoDate): string => date.slice(0, 4);

/** `Jun 8`, with the year when it is not this year's. */
export function formatDate(date: IsoDate, style: FormatStyle, weekday = false): string {
  return dateFormat(style.locale, yearOf(date) !== yearOf(style.today), weekday).format(asUtc(date));
}

/** A range of days; a whole month or year is named as such ("May 2026", "2025"). */
export function formatPeriod(period: Period, style: FormatStyle): string {
  if (period.start === period.end) return formatDate(period.start, style, true);
  const whole = formatWholePeriod(period, style);
  if (whole) return whole;
  const withYear = yearOf(period.start) !== yearOf(style.today) || yearOf(period.end) !== yearOf(style.today);
  return dateFormat(style.locale, withYear, false).formatRange(asUtc(period.start), asUtc(period.end));
}

function formatWholePeriod(period: Period, style: FormatStyle): string | null {
  const start = Temporal.PlainDate.from(period.start);
  const end = Temporal.PlainDate.from(period.end);
  if (start.day !== 1 || end.day !== end.daysInMonth || start.year !== end.year) return null;
  if (start.month === 1 && end.month === 12) return String(start.year);
  if (start.month !== end.month) return null;
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', month: 'long', year: 'numeric' };
  return new Intl.DateTimeFormat(style.locale, options).format(asUtc(period.start));
}
