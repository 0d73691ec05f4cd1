import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';
import { askWhichMetric } from '../ask-back.ts';
import type { CatalogueIndex } from '../catalogue-index.ts';
import { contentWords } from '../content-words.ts';
import type { Parsed } from '../parse-message.ts';
import { isKnownWord } from '../vocabulary.ts';

const ASKED_FOR =
  /^(?:(?:please|can you|could you|now|ok|and|i want to|let us)[ ,]+)*(?:forecast|predict|project)\s+(?:me )?(?:the |my |our |a |an )?/;
/** Words of the forecast itself, of the company as a whole, and of time. */
const OF_ANY =
  /^(?:forecasts?|outlook|business|company|shop|store|cafe|whole|total|everything|weekly|daily|monthly|quarterly|yearly|annual|coming|upcoming|following|rest|remainder|remaining|season|holidays?|christmas|easter|demand|trade|it|that|this|ahead|future|days?|weeks?|months?|quarters?|years?|chart|by|for|with|without|if|when|assuming|and)$/;

/**
 * "Forecast unicorns next week": what is asked for is nothing that the company counts, and its main number would be the
 * answer to another question. Nothing where the message names a number, a part of the company, or no thing at all.
 */
export function askUnknownSubject(call: SkillCall, parsed: Parsed, index: CatalogueIndex): Understanding | undefined {
  const asked = ASKED_FOR.exec(parsed.words);
  if (asked === null || parsed.links.length > 0) return undefined;
  const [first = ''] = parsed.words.slice(asked[0].length).match(/^[a-z'-]+/) ?? [];
  const left = contentWords(parsed);
  if (first === '' || OF_ANY.test(first) || !left.includes(first)) return undefined;
  if (isKnownWord(first) && !STRANGE.test(first)) return undefined;
  return askWhichMetric(call, [], index, 'I have no numbers on that. Is one of these what you mean?');
}

/** Known words that are no numbers of a company by themselves. */
const STRANGE = /^(?:weather|special|specials|seasonal)$/;
