import type { Heading, RichText, TextRun } from './card.ts';

/** How a paragraph looks. `body` is the card's own size; `quiet` steps back: caveats, small print. */
export type Tone = 'body' | 'quiet' | 'strong';

const LOOKS: Readonly<Record<Tone, Omit<TextRun, 'type' | 'text'>>> = {
  body: {},
  quiet: { isSubtle: true, size: 'Small' },
  strong: { weight: 'Bolder' },
};

/** An element without any text is refused. */
export const NOTHING = '\u00a0';

export function run(text: string, tone: Tone = 'body'): TextRun {
  return { type: 'TextRun', text: cleanText(text) || NOTHING, ...LOOKS[tone] };
}

/** One paragraph. Rich text is never read as Markdown, whatever a file or a person wrote into it. */
export function paragraph(inlines: RichText['inlines'], spacing?: RichText['spacing']): RichText {
  return { type: 'RichTextBlock', inlines, ...(spacing ? { spacing } : {}) };
}

/** A heading for screen readers where its words are plain for sure; else the same look as rich text. */
export function heading(text: string, spacing: Heading['spacing'] = 'Medium'): Heading | RichText {
  const words = cleanText(text);
  if (!isPlain(words)) {
    return { ...paragraph([{ type: 'TextRun', text: words, weight: 'Bolder', size: 'Medium' }]), spacing };
  }
  return { type: 'TextBlock', text: words, style: 'heading', weight: 'Bolder', size: 'Medium', wrap: true, spacing };
}

/** True for text in which no Markdown reader finds anything to do: no marks, no list at its start, no address. */
export function isPlain(text: string): boolean {
  return !/[*_[\]`~#<>\\|{}&^]|:\/\/|\bwww\.|^\s*(?:[-+•]|\d+[.)])\s|\n/i.test(text);
}

/** Control characters (but tab and line feed) have no place in a message, and a lone half of a pair cannot be sent as UTF-8. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll(/[^\P{Cc}\t\n]/gu, ' ');
}
