import type { FactBook } from '../../src/facts/fact-book.ts';
import type { ChosenGrain } from './choose-grain.ts';
import { sayDays } from './days-in-words.ts';
import type { Outlook } from './make-outlook.ts';

/** Why the steps are not those that were asked for, or not the data's own. */
export function saySteps({ grain, why }: ChosenGrain): string[] {
  if (why === 'far') return [`That far ahead I go by the ${grain}: single days would say more than I know.`];
  if (why === 'single-days') return ['I went by single days, because what you assume is about days.'];
  return why === 'own-is-coarser' ? [`Your data is by the ${grain}, so I cannot go finer.`] : [];
}

const MOST_SAID = 2;

/** Holidays in the stretch on which the place is taken to be closed though nobody said so. */
export function sayDaysTaken(book: FactBook, { calendar, steps }: Pick<Outlook, 'calendar' | 'steps'>): string[] {
  const shut = calendar.presumed.filter(({ day }) => steps.some(({ t, closed }) => t === day && closed));
  if (shut.length > MOST_SAID)
    return [
      'I take you to be closed on the holidays on which you were closed in the years before. If you open, tell me.',
    ];
  return shut.map(
    ({ day, label }) =>
      `I take you to be closed for ${book.name(label)} ${sayDays(book, [day])}, as in the years before. If you open, tell me.`,
  );
}
