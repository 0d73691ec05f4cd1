import type { WireSection } from '../wire-reply.ts';

export type Spans = WireSection['spans'];

/** Cuts spans in two: `end` characters of span `at` stay in front, `skip` more are dropped. */
function cutAt(spans: Spans, at: number, end: number, skip: number): readonly [Spans, Spans] {
  const span = spans[at];
  if (span === undefined) return [spans, []];
  const rest = { ...span, text: span.text.slice(end + skip) };
  return [
    [...spans.slice(0, at), { ...span, text: span.text.slice(0, end) }],
    [...(rest.text === '' ? [] : [rest]), ...spans.slice(at + 1)],
  ];
}

const length = (spans: Spans) => spans.reduce((sum, { text }) => sum + text.length, 0);

/** A shorter sentence ("Hello!") is no headline by itself. */
const SHORTEST_HEADLINE = 20;

/** The first sentence of an answer and the rest. Only our own prose is looked at: a name may hold a full stop. */
export function splitHeadline(spans: Spans): readonly [headline: Spans, rest: Spans] {
  for (const [at, { text, fact }] of spans.entries()) {
    if (fact !== undefined) continue;
    for (const end of text.matchAll(/[.!?](\s+)(?=\p{Lu})/gu)) {
      const parts = cutAt(spans, at, end.index + 1, end[1]?.length ?? 0);
      if (length(parts[0]) >= SHORTEST_HEADLINE) return parts;
    }
  }
  return [spans, []];
}

const LONGEST_TERM = 80;

/** "Period: October" → the term and what is said of it; null where the line has no term in front. */
export function splitTerm(spans: Spans): { readonly term: string; readonly rest: Spans } | null {
  const at = spans.findIndex(({ text }) => text.includes(': '));
  const end = spans[at]?.text.indexOf(': ') ?? -1;
  if (end < 0) return null;
  const [front, rest] = cutAt(spans, at, end, 2);
  const term = front.map(({ text }) => text).join('');
  return term.length === 0 || term.length > LONGEST_TERM ? null : { term, rest };
}
