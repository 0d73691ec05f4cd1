import type { SkillCall } from '../../../src/contracts/skill.ts';
import type { PreviousTurn } from '../../../src/contracts/understanding.ts';
import { nameKey } from './catalogue-index.ts';
import { type ReadText, readText } from './read-text.ts';
import { isCloseSpelling } from './word-forms.ts';

const ORDINALS: readonly RegExp[] = [
  /\b(first|1st|1)\b/,
  /\b(second|2nd|2)\b/,
  /\b(third|3rd|3)\b/,
  /\b(fourth|4th|4)\b/,
];

const YES =
  /^(yes|yeah|yep|ok|okay|sure|please|do it|do that|try it|try that|go ahead|go on|why not)( please| then| thanks)?\W*$/;

/** The choice of a question back that a message picks, by its label or its place; nothing when it says something else. */
export function pickChoice(read: ReadText, previous: PreviousTurn): SkillCall | undefined {
  const choices = previous.asked?.choices ?? [];
  if (choices.length === 0 || read.tokens.length > 12) return undefined;
  const said = nameKey(
    read.tokens.filter((token) => !/^(the|a|please|i|mean|meant|one|it|is|our|my)$/.test(token.text)),
  );
  const keyed = choices.map((choice) => ({ choice, key: nameKey(readText(choice.label).tokens) }));
  const exact = keyed.find(({ key }) => key === said) ?? keyed.find(({ key }) => isCloseSpelling(said, key));
  if (exact !== undefined) return exact.choice.call;
  if (read.tokens.length > 4) return undefined;
  const [only, ...others] = choices;
  if (only !== undefined && others.length === 0 && YES.test(read.lower)) return only.call;
  const place = ORDINALS.findIndex((ordinal) => ordinal.test(read.lower));
  return place < 0 ? undefined : choices[place]?.call;
}
