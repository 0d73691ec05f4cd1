import type { WireCompany } from '../wire.ts';
import type { WireFact } from '../wire-reply.ts';
import { el } from './dom.ts';
import { makeFact } from './fact-popover.ts';
import type { Spans } from './split-spans.ts';

/** Words with the numbers in them that can be touched. */
export function makeSpans(spans: Spans, facts: readonly WireFact[], company: WireCompany): Node[] {
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
