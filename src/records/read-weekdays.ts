import { foldWord } from '../datasets/clean-text.ts';
import { weekdayOfName } from '../datasets/month-names.ts';

const ALL = [0, 1, 2, 3, 4, 5, 6];
const GROUPS: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...'all every everyday daily any alldays alle jeden taeglich jedentag tous touslesjours todos todoslosdias diario'
    .split(' ')
    .map((word) => [word, ALL] as const),
  ...'weekdays weekday workdays werktags werktage wochentags semaine laborables'
    .split(' ')
    .map((word) => [word, [0, 1, 2, 3, 4]] as const),
  ...'weekend weekends wochenende finde findesemana'.split(' ').map((word) => [word, [5, 6]] as const),
]);

/** "Mon, Thu", "Mon-Fri", "weekend", "daily". @returns weekdays in order, 0 = Monday; null when a word is none */
export function readWeekdays(cell: string): readonly number[] | null {
  const whole = groupOf(cell);
  if (whole) return whole;
  const found = new Set<number>();
  for (const part of cell.split(/[,;/&+|]|\s+(?:and|und|et|y)\s+/).map((text) => text.trim())) {
    if (part === '') continue;
    const days = groupOf(part) ?? readRange(part) ?? readWords(part);
    if (!days) return null;
    for (const day of days) found.add(day);
  }
  return found.size > 0 ? [...found].sort((a, b) => a - b) : null;
}

const groupOf = (text: string) => GROUPS.get(foldWord(text));

/** "Fri-Mon" goes over the end of the week. */
function readRange(part: string): number[] | null {
  const [first, last, ...more] = part.split(/\s*[-–—]\s*|\s+(?:to|bis|à|a)\s+/);
  if (first === undefined || last === undefined || more.length > 0) return null;
  const [from, to] = [dayOf(first), dayOf(last)];
  if (from === null || to === null) return null;
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, at) => (from + at) % 7);
}

function readWords(part: string): number[] | null {
  const days = part.split(/\s+/).map(dayOf);
  return days.every((day) => day !== null) ? days : null;
}

function dayOf(word: string): number | null {
  const day = weekdayOfName(word);
  // "Mondays".
  return day ?? (/s$/i.test(word) ? weekdayOfName(word.slice(0, -1)) : null);
}

/** The weekday that a column is for: "Mon", "Available Tuesday". null when it is for none */
export function weekdayOfHeader(words: readonly string[]): number | null {
  const named = words.filter(
    (word) => !['available', 'availability', 'verfuegbar', 'disponible', 'dispo'].includes(word),
  );
  const [only, ...more] = named;
  return only === undefined || more.length > 0 ? null : weekdayOfName(only);
}
