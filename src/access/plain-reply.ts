import type { Reply, ReplyAction, SectionKind } from '../contracts/reply.ts';

interface Words {
  readonly kind?: SectionKind;
  readonly text: string;
}

/** A reply in the house's own final words: no facts, no charts. The first paragraph is the answer. */
export function makePlainReply(
  paragraphs: readonly (string | Words)[],
  options: { readonly visibility?: Reply['visibility']; readonly actions?: readonly ReplyAction[] } = {},
): Reply {
  const sections = paragraphs.map((paragraph, index) => {
    const { text, kind = index === 0 ? 'answer' : 'detail' } =
      typeof paragraph === 'string' ? { text: paragraph } : paragraph;
    return { kind, spans: [{ text }] } as const; // keeps the kind a literal
  });
  return {
    text: sections.map(({ spans }) => spans[0].text).join('\n\n'),
    sections,
    facts: [],
    charts: [],
    tables: [],
    actions: options.actions ?? [],
    visibility: options.visibility ?? 'everyone',
    working: null,
  };
}
