import type { WireCompany } from '../wire.ts';
import type { WireFact, WireSection } from '../wire-reply.ts';
import { el } from './dom.ts';
import { makeFact } from './fact-popover.ts';
import { icon } from './icons.ts';

type Spans = WireSection['spans'];

function makeSpans(spans: Spans, facts: readonly WireFact[], company: WireCompany): Node[] {
  const nodes: Node[] = [];
  for (const { text, fact: id } of spans) {
    const fact = id === undefined ? undefined : facts.find((candidate) => candidate.id === id);
    const last = nodes.at(-1);
    const [point = ''] = /^[.,;:!?)%…”’]+/.exec(text) ?? [];
    if (fact !== undefined) nodes.push(makeFact(text, fact, facts, company));
    // A line may break beside a button; a full stop must not begin the next line alone.
    else if (point !== '' && last instanceof HTMLButtonElement) {
      nodes.splice(
        -1,
        1,
        el('span', { class: 'glue' }, last, point),
        document.createTextNode(text.slice(point.length)),
      );
    } else nodes.push(document.createTextNode(text));
  }
  return nodes;
}

/** Card lines that follow one another make one card. */
function groupCards(sections: readonly WireSection[]): (readonly WireSection[])[] {
  const groups: WireSection[][] = [];
  for (const section of sections) {
    const last = groups.at(-1);
    if (section.kind === 'card' && last?.[0]?.kind === 'card') last.push(section);
    else groups.push([section]);
  }
  return groups;
}

function makeCard(lines: readonly WireSection[], facts: readonly WireFact[], company: WireCompany): HTMLElement {
  return el(
    'dl',
    { class: 'section section-card' },
    ...lines.map(({ heading, spans }) =>
      el('div', {}, heading ? el('dt', {}, heading) : null, el('dd', {}, ...makeSpans(spans, facts, company))),
    ),
  );
}

function makeSection(section: WireSection, facts: readonly WireFact[], company: WireCompany): HTMLElement {
  const text = el('p', {}, ...makeSpans(section.spans, facts, company));
  return el(
    'div',
    { class: `section section-${section.kind}` },
    section.kind === 'caveat' ? icon('note') : null,
    section.heading ? el('h3', {}, section.heading) : null,
    text,
  );
}

/** The words of an answer. Without facts (while they stream in) the numbers are plain text. */
export function makeSections(
  sections: readonly WireSection[],
  facts: readonly WireFact[],
  company: WireCompany,
): HTMLElement[] {
  return groupCards(sections).map((group) => {
    const [first] = group;
    return first === undefined || first.kind === 'card'
      ? makeCard(group, facts, company)
      : makeSection(first, facts, company);
  });
}
