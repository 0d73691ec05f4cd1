import { BugError } from '../contracts/errors.ts';
import type { Fact, GroundedFact } from '../contracts/fact.ts';
import type { ReplySpan } from '../contracts/reply.ts';
import { type FormatStyle, formatFact } from './format.ts';

const SLOT = /\{\{([a-z][a-z0-9]*)\}\}/g;
/** Any number character of any script: 7, ٧, ½, ², Ⅳ. */
const NUMBER_CHARACTER = /\p{N}/u;

/** Fills slots of templates with the facts of one turn, and refuses any number that is not one of them. */
export interface Grounder {
  /** @throws BugError `ungrounded-number` or `unknown-fact`; the reply must not be sent. */
  spans(template: string): ReplySpan[];
  /** The same as plain text. */
  text(template: string): string;
  /** Facts that were filled in so far, with their words. */
  used(): GroundedFact[];
}

export function createGrounder(facts: readonly Fact[], style: FormatStyle): Grounder {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const used = new Map<string, GroundedFact>();

  const fill = (id: string, template: string): GroundedFact => {
    const known = used.get(id);
    if (known) return known;
    const fact = byId.get(id);
    if (!fact) throw refusal('unknown-fact', `The slot {{${id}}} names no fact of this turn.`, template);
    if (typeof fact.value === 'number' && !Number.isFinite(fact.value)) {
      throw refusal('unknown-fact', `The fact "${fact.label}" has no finite value.`, template);
    }
    const grounded = { ...fact, text: formatFact(fact, style) };
    used.set(id, grounded);
    return grounded;
  };

  const spans = (template: string): ReplySpan[] => {
    const out: ReplySpan[] = [];
    let from = 0;
    const literal = (text: string) => {
      if (NUMBER_CHARACTER.test(text))
        throw refusal('ungrounded-number', 'A number stands in prose that is no fact.', template);
      if (text) out.push({ text });
    };
    for (const match of template.matchAll(SLOT)) {
      const id = match[1] ?? '';
      literal(template.slice(from, match.index));
      out.push({ text: fill(id, template).text, fact: id });
      from = match.index + match[0].length;
    }
    literal(template.slice(from));
    return out;
  };

  return {
    spans,
    text: (template) =>
      spans(template)
        .map((span) => span.text)
        .join(''),
    used: () => [...used.values()],
  };
}

function refusal(code: string, message: string, template: string): BugError {
  return new BugError(`${message} Template: ${template.slice(0, 200)}`, {
    code,
    advice: 'Please try again. If it happens again, tell whoever runs Dyocense.',
  });
}
