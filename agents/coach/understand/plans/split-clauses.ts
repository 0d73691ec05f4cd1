import { type Clause, type PlanSetting, readClause } from './read-clause.ts';
import { mayOperate } from './read-operation.ts';
import { writeDigits } from './write-digits.ts';

/** Words that open a clause and belong to it. */
const OPENERS =
  'without|except(?: for)?|excluding|with|if|assuming|given that|while|keeping|leaving out|as long as|provided';
const JOINTS = new RegExp(
  `\\s*(?:[;!?]|\\.(?=\\s|$)|,(?!\\d{3})|\\s-\\s)\\s*(?:(?:and|but|also|then|plus)\\b\\s*)?|\\s+(?:and(?: then| also)?|but|also|then|plus)\\s+|\\s+(?=(?:${OPENERS})\\b)(?<!\\b(?:what|happens|happen|as|even) )`,
  'gi',
);
const LEAD =
  /^(?:(?:and|so|ok|okay|yes|yeah|no(?=[,.!;:]| wait| but\b| keep\b| i\b| we\b)|nope|sure|fine|great|good|hm+|well|but|please|then|now|hi|hey|actually|sorry|maybe|perhaps|also|instead|just|looks good|sounds good)\b[ ,.!:-]*)+/i;
const ASKING =
  /^(?:(?:what (?:if|about|happens if|happens when|would happen if|would it look like if)|how about|suppose|supposing|imagine|assume|assuming|say|let us say|pretend|try(?: it| that)?(?: again)?|make it|do it|redo it|plan it again|can (?:you|we|i)|could (?:you|we|i)|should we|shall we|would you|i (?:want|need|would like)|we (?:want|need|would like)|let us|let me|is it possible|would it work|if|make sure|see(?: it)?|run it(?: again)?|give me a plan|(?:what|how much) would (?:it|that|this|the plan|we)\b[^,;]*?(?=\b(?:with|without|if)\b))\b[ ,:]*(?:(?:to|that|it|how)\b )?)+/i;

export interface ClauseText {
  readonly clause: Clause;
  readonly text: string;
}

/** Takes "ok, but what if we" and its like from the front. */
export function stripLead(text: string): { readonly text: string; readonly hypothetical: boolean } {
  const plain = text.trim().replace(LEAD, '');
  const asked = ASKING.exec(plain)?.[0] ?? '';
  const hypothetical =
    /\b(what if|what happens|what would happen|suppos|imagine|assum|say|pretend|what about|how about|if|would (it|that|this|you|the plan))\b/i.test(
      asked,
    );
  return { text: plain.slice(asked.length).replace(LEAD, ''), hypothetical };
}

/**
 * Cuts a message into clauses of one change each. Names and days that stand alone belong to the clause beside them:
 * "Ben and Cara can not work Saturday and Sunday" is one.
 */
export function splitClauses(text: string, setting: PlanSetting): readonly ClauseText[] {
  const pieces = writeDigits(text)
    .split(JOINTS)
    .map((piece) => (piece ?? '').trim())
    .filter((piece) => piece !== '')
    .slice(0, 24);
  const joined: ClauseText[] = [];
  let open = '';
  for (const piece of pieces) {
    const together = open === '' ? piece : `${open} and ${piece}`;
    const clause = readClause(piece, setting);
    const last = joined.at(-1);
    if (mayOperate(clause) || startsAfresh(clause)) {
      joined.push({ text: together, clause: open === '' ? clause : readClause(together, setting) });
      open = '';
    } else if (last !== undefined && (clause.names.length > 0 || clause.days.length > 0)) {
      const text = `${last.text} and ${piece}`;
      joined[joined.length - 1] = { text, clause: readClause(text, setting) };
    } else if (clause.names.length > 0 || clause.days.length > 0) {
      open = together;
    } else {
      joined.push({ text: piece, clause });
    }
  }
  return open === '' ? joined : [...joined, { text: open, clause: readClause(open, setting) }];
}

/** "Cara on Saturday" after "Ana is off on Friday": the same for another. */
function startsAfresh(clause: Clause): boolean {
  return clause.names.length > 0 && clause.days.length > 0;
}
