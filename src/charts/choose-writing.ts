import type { CanDraw } from './can-draw.ts';
import type { ChartStyle, WritingStyle } from './chart-style.ts';
import { dateOf } from './format-date.ts';
import { dateFormat, numberFormat } from './intl-cache.ts';

/**
 * The company's own locale where its digits, month names and currency sign can be drawn; else the same with
 * Latin digits; else British English, which writes the same dates with letters every font has.
 * The table beside the chart always keeps the company's locale.
 */
export function chooseWriting(style: ChartStyle, canDraw: CanDraw): WritingStyle {
  const { locale, currency } = style;
  const latin = new Intl.Locale(locale, { numberingSystem: 'latn' }).toString();
  const candidate = [locale, latin].find((l) => canDraw(writeSample(l, currency)));
  return { locale: candidate ?? 'en-GB', currency };
}

/** One of each: all months and weekdays, money in full and in short. */
function writeSample(locale: string, currency: string): string {
  const day = dateFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const days = Array.from({ length: 12 }, (_, i) => day.format(dateOf(20_000 + 31 * i)));
  const money = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const numbers = [
    numberFormat(locale, money).format(-1_234_567.89),
    numberFormat(locale, { ...money, notation: 'compact' }).format(123_456),
    numberFormat(locale, { style: 'unit', unit: 'hour', unitDisplay: 'narrow' }).format(5),
  ];
  return [...days, ...numbers].join(' ').replace(/[\s\u202f]/gu, ' ');
}
