import type { WireCompany } from '../wire.ts';
import type { WireFact, WireSection } from '../wire-reply.ts';
import { makeCard } from './card-view.ts';
import { el } from './dom.ts';
import { icon } from './icons.ts';
import { makeSpans } from './span-view.ts';
import { splitHeadline } from './split-spans.ts';

/** From so many on, details that follow one another are read as points. */
const POINTS_FROM = 3;

/** Card lines and details that follow one another belong together; a heading begins anew. */
function groupSections(sections: readonly WireSection[]): WireSection[][] {
  const groups: WireSection[][] = [];
  for (const section of sections) {
    const last = groups.at(-1);
    const kind = last?.[0]?.kind;
    const goesOn = section.kind === kind && (kind === 'card' || (kind === 'detail' && !section.heading));
    if (goesOn) last?.push(section);
    else groups.push([section]);
  }
  return groups;
}

function makeParagraph(section: WireSection, facts: readonly WireFact[], company: WireCompany): HTMLElement {
  const [first, rest] = section.kind === 'answer' ? splitHeadline(section.spans) : [section.spans, []];
  return el(
    'div',
    { class: `section section-${section.kind}` },
    section.kind === 'caveat' ? icon('note') : null,
    section.heading ? el('h3', {}, section.heading) : null,
    el('p', {}, ...makeSpans(first, facts, company)),
    rest.length > 0 && el('p', { class: 'goes-on' }, ...makeSpans(rest, facts, company)),
  );
}

function makePoints(details: readonly WireSection[], facts: readonly WireFact[], company: WireCompany): HTMLElement {
  const heading = details[0]?.heading;
  const points = details.map(({ spans }) => el('li', {}, ...makeSpans(spans, facts, company)));
  return el(
    'div',
    { class: 'section section-points' },
    heading ? el('h3', {}, heading) : null,
    el('ul', { class: 'plain-list' }, ...points),
  );
}

/** The words of an answer. Without facts (while they stream in) the numbers are plain text. */
export function makeSections(
  sections: readonly WireSection[],
  facts: readonly WireFact[],
  company: WireCompany,
): HTMLElement[] {
  return groupSections(sections).flatMap((group) => {
    const kind = group[0]?.kind;
    if (kind === 'card') return [makeCard(group, facts, company)];
    if (kind === 'detail' && group.length >= POINTS_FROM) return [makePoints(group, facts, company)];
    return group.map((section) => makeParagraph(section, facts, company));
  });
}
