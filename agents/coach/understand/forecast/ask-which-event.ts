import type { Understanding } from '../../../../src/contracts/understanding.ts';
import type { Parsed } from '../parse-message.ts';
import type { EventFound } from './find-event.ts';

/** "The festival", where there are two of them. */
export function askWhichEvent(
  { said, start, end, labels }: EventFound,
  { read }: Parsed,
  readAgain: (text: string) => Understanding,
): Understanding {
  // Offsets of a clause are not those of the message: the words are looked for.
  const at = read.lower.slice(start, end) === said ? start : read.lower.indexOf(said);
  const choices = labels.slice(0, 4).flatMap((label) => {
    const understood = readAgain(`${read.cased.slice(0, at)}${label}${read.cased.slice(at + said.length)}`);
    const call = understood.kind === 'plan' ? understood.calls[0] : undefined;
    return call === undefined ? [] : [{ label, kind: 'choose' as const, call }];
  });
  return { kind: 'ask', question: { text: 'Which one do you mean?', choices } };
}
