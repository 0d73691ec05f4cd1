import { plainWords } from '../datasets/clean-text.ts';
import { LIST_FORMS } from './list-forms.ts';
import { headerPhrase } from './match-columns.ts';
import { weekdayOfHeader } from './read-weekdays.ts';

const KNOWN = new Set(
  LIST_FORMS.flatMap(({ columns }) => columns.flatMap(({ phrases, weak }) => [...phrases, ...weak])),
);

/**
 * Is this row the header of a list? Known by its words, because the cells below may be words as well, or all wrong.
 */
export function isListHeader(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const known = filled.filter((cell) => KNOWN.has(headerPhrase(cell)) || weekdayOfHeader(plainWords(cell)) !== null);
  return new Set(known.map(headerPhrase)).size >= 2 && known.length * 2 >= filled.length;
}
