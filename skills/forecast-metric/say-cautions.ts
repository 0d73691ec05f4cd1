import type { FactSource } from '../../src/contracts/fact.ts';
import type { ForecastWarning } from '../../src/engines/forecaster/types.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import { isOfSeason } from './is-of-season.ts';
import type { Outlook } from './make-outlook.ts';
import { upperFirst } from './name-assumptions.ts';

const computed = (how: string): FactSource => ({ kind: 'computed', how, from: [] });
const METHOD: FactSource = { kind: 'method', how: 'A limit of the method' };

/** Warnings that change how the number is to be read: they stand right beside it. */
const FIRST: readonly ForecastWarning['code'][] = ['level-break', 'unusual-last-value'];
/** Those that may wait. */
const LATER: readonly ForecastWarning['code'][] = ['short-history', 'beyond-backtest', 'data-ends-early'];
const MOST_LATER = 2;

/** What must be known before the number is relied on; null where nothing is. */
export function sayFirst(book: FactBook, outlook: Outlook): string | null {
  const said = pick(book, outlook, FIRST);
  return said.length === 0 ? null : `Before you rely on it: ${[said[0], ...said.slice(1).map(upperFirst)].join(' ')}`;
}

/** What else to be careful about. */
export const sayLater = (book: FactBook, outlook: Outlook): string[] => pick(book, outlook, LATER).slice(0, MOST_LATER);

function pick(book: FactBook, outlook: Outlook, codes: readonly ForecastWarning['code'][]): string[] {
  return codes.flatMap((code) => {
    const warning = outlook.forecast.warnings.find((entry) => entry.code === code);
    const isUsual = warning?.code === 'level-break' && isOfSeason(outlook.series, warning.t, warning.change);
    return warning === undefined || isUsual ? [] : [sayWarning(book, outlook, warning)];
  });
}

function sayWarning(book: FactBook, { series, forecast }: Outlook, warning: ForecastWarning): string {
  const { metric, grain } = series;
  switch (warning.code) {
    case 'level-break': {
      const size = book.percent(`Change of level of ${metric.label}`, Math.abs(warning.change), {
        decimals: 0,
        source: computed('Average after the change against the average before it, without the season'),
      });
      const word = warning.change > 0 ? 'higher' : 'lower';
      return `since about ${book.date('Level changed', warning.t)} the level has been ${size} ${word} than before. I go by the newer level, but I have not seen it for long.`;
    }
    case 'unusual-last-value': {
      const source = computed('Read from your data');
      const value = book.metric(metric, warning.value, { label: `${metric.label}, newest`, source });
      const day = book.date('Newest value', warning.t, { weekday: grain === 'day' });
      return `the newest value, ${value} on ${day}, is unlike the ones before it. If it is a mistake in the file, correct it and ask again.`;
    }
    case 'short-history': {
      const have = book.count(`Open ${grain}s known`, warning.have, { source: computed('Counted in your data') });
      const comfortable = book.count('A comfortable history', warning.comfortable, { source: METHOD });
      const season = forecast.season === 1 && (grain === 'month' || grain === 'quarter');
      if (season)
        return `I have only ${have} whole ${grain}s to go by: too few to tell one time of the year from another, so one ${grain} looks like the next.`;
      return `I have only ${have} ${grain}s to go by. From about ${comfortable} on, this gets steadier.`;
    }
    case 'beyond-backtest': {
      const checked = book.count('Steps ahead that were checked', forecast.backtest.horizon, { source: METHOD });
      return `I could check the method only up to ${checked} ${grain}s ahead; beyond that the range is an estimate.`;
    }
    case 'data-ends-early':
      return `The last value is from ${book.date('Last value', warning.t)}, so the forecast starts from there.`;
    case 'no-better-than-naive':
      return 'It was no better than a simple guess on your own past.';
  }
}
