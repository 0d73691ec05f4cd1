import type { Finding } from '../../src/engines/optimizer/model/finding.ts';
import type { Remedy } from '../../src/engines/optimizer/model/optimization-model.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { COUNTED, sayDay, sayHours } from './roster-words.ts';

type Values = NonNullable<Finding['values']>;
type Say = (values: Values, book: FactBook) => string | null;

const text = (book: FactBook, value: string | number | undefined): Slot => book.name(String(value ?? ''));

/** The engine names a need by its day first: "2026-12-05, Late 12–18, bar". */
function needOf(book: FactBook, need: string | number | undefined): string {
  const [, day, rest] = /^(\d{4}-\d\d-\d\d)(?:, (.*))?$/.exec(String(need ?? '')) ?? [];
  if (day === undefined) return text(book, need);
  return `${sayDay(book, day)}${rest === undefined ? '' : `, ${book.name(rest)}`}`;
}

/** By code, where words of our own are plainer than the engine's. */
const FINDINGS: Readonly<Record<string, Say>> = {
  'no-shift-for-need': ({ need }, book) =>
    `No shift of yours lasts through ${needOf(book, need)}, so nobody can fill it.`,
  'min-hours-unreachable': ({ employee, min, reachable }, book) =>
    `${text(book, employee)} is to have at least ${sayHours(book, 'Least hours', Number(min))} hours a week and can come for ${sayHours(book, 'Reachable hours', Number(reachable))} at most.`,
  'shift-too-long': ({ shift, paid, most }, book) =>
    `The shift ${text(book, shift)} is ${sayHours(book, 'Hours of the shift', Number(paid))} hours of work, and the rules allow ${sayHours(book, 'Most hours of a shift', Number(most))}. I put nobody on it.`,
  'not-enough-hours': ({ wanted, offered }, book) =>
    `All shifts together are ${sayHours(book, 'Hours wanted', Number(wanted))} hours, and all contracts allow ${sayHours(book, 'Hours of all contracts', Number(offered))}.`,
  'pin-impossible': ({ employee, day }, book) =>
    `${text(book, employee)} is on the old roster on ${sayDay(book, String(day))} and cannot be there by what I know now.`,
  'no-employees': () => 'Nobody in your list works there.',
  'no-cover': () => 'On these days nobody is wanted: your list has no shifts for them, or you are closed.',
  'no-shifts': () => 'On these days there are no shifts in your list, or you are closed.',
};

/** Something about the input, in plain words; what has none of its own is said as the engine says it. */
export function sayStaffFinding({ code, words, values }: Finding, book: FactBook): string | null {
  // The gaps of the plan say it, with what it would take to fill them.
  if (code === 'too-few-people') return null;
  const said = values || NO_VALUES.has(code) ? FINDINGS[code]?.(values ?? {}, book) : null;
  return said ?? book.words('Found in your data', words, COUNTED);
}

const NO_VALUES = new Set(['no-employees', 'no-cover', 'no-shifts']);

/** What would make an impossible roster possible. */
export function sayStaffRemedy({ code, words, values = {} }: Remedy, book: FactBook): string {
  const { employee, least, day } = values;
  if (code === 'min-hours' && least !== undefined)
    return `${text(book, employee)} gets ${sayHours(book, 'Hours that are possible', Number(least))} hours instead of the least in the contract.`;
  if (code === 'pinned' && day !== undefined)
    return `${text(book, employee)} is let off the shift of ${sayDay(book, String(day))}.`;
  return book.words('What would help', words, COUNTED);
}
