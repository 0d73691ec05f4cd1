import { listWords } from '../../src/datasets/words.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { Companion } from './choose-columns.ts';
import { sayDays } from './days-in-words.ts';
import type { Taken } from './future.ts';
import { joinClosed } from './join-closed.ts';

/** What is taken for granted, in a few words: "with Promo week for Nov 24 – 29", "closed on Thu, Dec 24". */
export function nameAssumption(book: FactBook, taken: Taken, companions: readonly Companion[]): string {
  const { assumption, label, days, isWhole, values = [] } = taken;
  const when = days.length === 0 || isWhole ? '' : ` ${sayDays(book, days)}`;
  switch (assumption.what) {
    case 'closed':
      return `closed${when || ` ${sayDays(book, [assumption.period.start])}`}`;
    case 'open':
      return `open${when || ` ${sayDays(book, [assumption.period.start])}`}`;
    case 'event':
      return `with ${book.name(label)}${when}`;
    case 'without':
      return `without ${book.name(label)}`;
    case 'metric': {
      const metric = companions.find((one) => one.metric.key === assumption.metric)?.metric;
      const name = book.name(label.toLowerCase());
      const [first] = values;
      if (assumption.to === undefined || metric === undefined || first === undefined) {
        const { percent = 0 } = assumption;
        const share = book.percent(`Assumed change of ${label}`, percent / 100, {
          sign: 'never',
          source: { kind: 'asked' },
        });
        return `with ${name} ${share} ${percent < 0 ? 'lower' : 'higher'} than usual${when}`;
      }
      const value = book.metric(metric, first, { label: `${label}, assumed`, source: { kind: 'asked' } });
      return `with ${name} at ${value}${days.length > 1 && metric.aggregation.kind === 'sum' ? ' a day' : ''}${when}`;
    }
  }
}

/** All of them, as the beginning of a sentence. Empty where nothing is assumed. */
export function nameAll(book: FactBook, taken: readonly Taken[], companions: readonly Companion[]): string {
  if (taken.length === 0) return '';
  return upperFirst(listWords(joinClosed(taken).map((one) => nameAssumption(book, one, companions))));
}

/** A scenario's name, as it begins a sentence and as it stands inside one. */
export interface ScenarioName {
  readonly start: Slot;
  readonly inside: Slot;
}

/** As it was said, else by what it assumes. */
export function nameScenario(
  book: FactBook,
  label: string | undefined,
  taken: readonly Taken[],
  companions: readonly Companion[],
): ScenarioName {
  const said = label?.trim() ?? '';
  if (said !== '') return { start: book.name(upperFirst(said)), inside: book.name(lowerFirst(said)) };
  const inside = listWords(joinClosed(taken).map((one) => nameAssumption(book, one, companions))) || 'as things stand';
  return { start: upperFirst(inside), inside };
}

const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
