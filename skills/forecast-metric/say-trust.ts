import type { FactSource } from '../../src/contracts/fact.ts';
import type { SectionTemplate } from '../../src/contracts/skill.ts';
import type { ForecastWarning } from '../../src/engines/forecaster/types.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { GoodForecast, Outlook } from './make-outlook.ts';
import { nameYardstick } from './model-words.ts';

/** Warnings that are said; more would bury the answer. All of them are in the working. */
const MOST = 3;

/** How well the method did on the company's own past, and what to be careful about. */
export function sayTrust(book: FactBook, outlook: Outlook): SectionTemplate[] {
  const { forecast, series } = outlook;
  const sections: SectionTemplate[] = [{ kind: 'detail', template: sayBacktest(book, forecast, series.grain) }];
  const caveats: string[] = [];
  for (const code of ORDER) {
    const warning = forecast.warnings.find((entry) => entry.code === code);
    if (warning !== undefined) caveats.push(sayWarning(book, outlook, warning));
  }
  return [...sections, ...caveats.slice(0, MOST).map((template): SectionTemplate => ({ kind: 'caveat', template }))];
}

const ORDER: readonly ForecastWarning['code'][] = [
  'level-break',
  'short-history',
  'beyond-backtest',
  'unusual-last-value',
  'data-ends-early',
];

function sayBacktest(book: FactBook, forecast: GoodForecast, grain: string): string {
  const { backtest, model, season } = forecast;
  const yardstick = nameYardstick(season);
  const source: FactSource = { kind: 'method', how: 'Forecasts made from moments of the past, held against what came' };
  const wapeOf = (name: string) => backtest.models.find((entry) => entry.name === name)?.wape ?? 0;
  const tries = book.count('Tries on the past', backtest.origins, { source });
  const miss = (label: string, value: number) => book.percent(label, value, { decimals: 0, source });
  if (backtest.gainOverNaive <= 0.01) {
    const both = miss('Average miss', wapeOf(model));
    return `Take it as a rough guide: in ${tries} tries on your own past it was no better than repeating ${yardstick}. A single ${grain} was off by ${both} on average.`;
  }
  const own = miss('Average miss', wapeOf(model));
  const naive = miss('Average miss of the simple guess', wapeOf('seasonal-naive'));
  return `In ${tries} tries on your own past, a single ${grain} was off by ${own} on average. Repeating ${yardstick} would have been off by ${naive}.`;
}

function sayWarning(book: FactBook, { series, forecast }: Outlook, warning: ForecastWarning): string {
  const { metric, grain } = series;
  const method: FactSource = { kind: 'method', how: 'A limit of the method' };
  const computed = (how: string): FactSource => ({ kind: 'computed', how, from: [] });
  switch (warning.code) {
    case 'level-break': {
      const size = book.percent(`Change of level of ${metric.label}`, Math.abs(warning.change), {
        decimals: 0,
        source: computed('Average after the change against the average before it, without the season'),
      });
      const word = warning.change > 0 ? 'higher' : 'lower';
      return `Since about ${book.date('Level changed', warning.t)} the level has been ${size} ${word} than before. I go by the newer level, but I have not seen it for long.`;
    }
    case 'short-history': {
      const have = book.count(`Open ${grain}s known`, warning.have, { source: computed('Counted in your data') });
      const comfortable = book.count('A comfortable history', warning.comfortable, { source: method });
      return `I have only ${have} ${grain}s to go by. From about ${comfortable} on, this gets steadier.`;
    }
    case 'beyond-backtest': {
      const checked = book.count('Steps ahead that were checked', forecast.backtest.horizon, { source: method });
      return `I could check the method only up to ${checked} ${grain}s ahead; beyond that the range is an estimate.`;
    }
    case 'unusual-last-value': {
      const source = computed('Read from your data');
      const value = book.metric(metric, warning.value, { label: `${metric.label}, newest`, source });
      const day = book.date('Newest value', warning.t, { weekday: grain === 'day' });
      return `The newest value, ${value} on ${day}, is unlike the ones before it. If it is a mistake in the file, correct it and ask again.`;
    }
    case 'data-ends-early':
      return `The last value is from ${book.date('Last value', warning.t)}, so the forecast starts from there.`;
    case 'no-better-than-naive':
      return 'It was no better than a simple guess on your own past.';
  }
}
