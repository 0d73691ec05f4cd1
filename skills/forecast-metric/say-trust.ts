import type { FactSource } from '../../src/contracts/fact.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { Outlook } from './make-outlook.ts';
import { nameYardstick } from './model-words.ts';
import { sayLater } from './say-cautions.ts';

/**
 * How well the method did on the company's own past, and what to be careful about.
 * @param basis a sentence to begin with: what it rests on
 */
export function sayTrust(book: FactBook, outlook: Outlook, basis = ''): SectionTemplate[] {
  return [
    { kind: 'detail', template: `${basis} ${sayBacktest(book, outlook)}`.trim() },
    ...sayLater(book, outlook).map((template): SectionTemplate => ({ kind: 'caveat', template })),
  ];
}

/** The average miss against the simple guess, on the company's own past. */
export function sayBacktest(book: FactBook, { forecast, series }: Outlook): string {
  const { backtest, model, season } = forecast;
  const { grain } = series;
  const yardstick = nameYardstick(season);
  const source: FactSource = { kind: 'method', how: 'Forecasts made from moments of the past, held against what came' };
  const wapeOf = (name: string) => backtest.models.find((entry) => entry.name === name)?.wape ?? 0;
  const tries = book.count('Tries on the past', backtest.origins, { source });
  const miss = (label: string, value: number) => book.percent(label, value, { decimals: 0, source });
  const own = miss('Average miss', wapeOf(model));
  if (backtest.gainOverNaive <= 0.01)
    return `Take it as a rough guide: in ${tries} tries on your own past it was no better than repeating ${yardstick}. A single ${grain} was off by ${own} on average.`;
  const naive = miss('Average miss of the simple guess', wapeOf('seasonal-naive'));
  return `In ${tries} tries on your own past, a single ${grain} was off by ${own} on average. Repeating ${yardstick} would have been off by ${naive}.`;
}
