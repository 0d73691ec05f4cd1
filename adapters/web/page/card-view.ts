import type { WireCompany } from '../wire.ts';
import type { WireFact, WireSection } from '../wire-reply.ts';
import { el } from './dom.ts';
import { makeSpans } from './span-view.ts';
import { splitTerm } from './split-spans.ts';

/** A card this long is shown in part at first. */
const LONG_CARD = 12;
const LINES_AT_FIRST = 8;
/** Longer terms need a wider column. */
const SHORT_TERM = 22;

interface CardLine {
  readonly term: string | null;
  readonly value: WireSection['spans'];
}

function readLine({ heading, spans }: WireSection): CardLine {
  if (heading) return { term: heading, value: spans };
  const split = splitTerm(spans);
  return split === null ? { term: null, value: spans } : { term: split.term, value: split.rest };
}

/** What was understood, line by line: the term at the left, what is said of it at the right. */
export function makeCard(
  sections: readonly WireSection[],
  facts: readonly WireFact[],
  company: WireCompany,
): HTMLElement {
  const lines = sections.map(readLine);
  const wide = lines.some(({ term }) => (term?.length ?? 0) > SHORT_TERM);
  const rows = lines.map(({ term, value }) =>
    el('div', {}, term === null ? null : el('dt', {}, term), el('dd', {}, ...makeSpans(value, facts, company))),
  );
  const list = el('dl', { class: wide ? 'card-lines is-wide' : 'card-lines' }, ...rows);
  const card = el('div', { class: 'section section-card' }, list);
  if (rows.length <= LONG_CARD) return card;
  const rest = rows.slice(LINES_AT_FIRST);
  for (const row of rest) row.hidden = true;
  const more = el('button', { type: 'button', class: 'button button-quiet' }, `Show all ${rows.length} lines`);
  more.addEventListener('click', () => {
    for (const row of rest) row.hidden = false;
    const [first] = rest;
    first?.setAttribute('tabindex', '-1');
    first?.focus({ preventScroll: true });
    more.remove();
  });
  card.append(more);
  return card;
}
