import type { FactBook } from '../../src/facts/fact-book.ts';
import type { Explained } from './explain-evidence.ts';
import { isAboutDays } from './weigh-move.ts';

/** What is not known, and what would settle it. */
export function sayLimits(book: FactBook, explained: Explained): string[] {
  const { evidence, found } = explained;
  const limits: string[] = [];
  const codes = new Set(found.notes.map((note) => note.code));
  if (evidence.chosen === 'default') {
    limits.push('You named no time, so I took the last complete one and held it against what came just before.');
  }
  if (evidence.cut) {
    limits.push('The time you ask about is not complete in your data, so I compare the same number of days of both.');
  }
  if (codes.has('period-incomplete') || codes.has('compare-incomplete')) {
    limits.push('Some days have no row in your data. Part of the difference may be that.');
  }
  if (codes.has('periods-overlap')) limits.push('The two stretches overlap, so the same days are in both.');
  if (codes.has('season-unknown') && found.reality.story !== 'too-little-history') {
    limits.push('There is less than a year of data before it, so I cannot tell a season from a change.');
  }
  return [...limits, sayGrade(book, explained)];
}

/** Grade E and D: what changed is exact, why is open. */
function sayGrade(book: FactBook, { found, evidence, suspect }: Explained): string {
  const open = 'These figures show what changed, not why.';
  if (found.reality.story === 'within-usual' && suspect === undefined) {
    if (isAboutDays(found)) return `${open} Most of it is in the days; the rest is too small to ask for more.`;
    return `${open} A move of this size needs no reason of its own. If the next ones go the same way, ask again.`;
  }
  const key = suspect ?? found.coincidences[0];
  const series = evidence.context.find((one) => one.metric.key === key);
  if (series === undefined)
    return `${open} Notes of offers, price changes, staffing and events by day would help to tell.`;
  // Nobody can change the weather to see what happens.
  if (series.metric.role === 'context' && series.metric.unit !== 'currency') {
    return `${open} That two things happen together is no proof. To settle it, compare other days on which ${book.name(series.metric.label)} moved the same way.`;
  }
  return `${open} That two things happen together is no proof. To settle it, change ${book.name(series.metric.label)} in one place or for a few weeks only, leave the rest as it is, and compare.`;
}
