import type { types } from '@slack/bolt';
import type { ReplySpan } from '../../../src/contracts/reply.ts';
import { splitText } from '../../presentation/split-text.ts';
import { cleanText } from './blocks.ts';

export interface StyledText {
  readonly text: string;
  readonly bold?: boolean;
}

/** Spans as styled text; `emphasis` sets the numbers in bold. Neighbours of one style are one, empty ones are none. */
export function styleSpans(spans: readonly ReplySpan[], emphasis: boolean): readonly StyledText[] {
  const styled: { text: string; bold?: true }[] = [];
  for (const { text, fact } of spans) {
    const bold = emphasis && fact !== undefined;
    const last = styled.at(-1);
    if (last && (last.bold ?? false) === bold) last.text += text;
    else if (text !== '') styled.push(bold ? { text, bold } : { text });
  }
  return styled;
}

/** A paragraph. Rich text has no markup: whatever a text holds, it is shown as it is. */
export function paragraphBlock(parts: readonly StyledText[]): types.RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: parts.map(textElement) }] };
}

/** A list with bullets. Each item is one short line of styled text. */
export function bulletBlock(items: readonly (readonly StyledText[])[]): types.RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        indent: 0,
        elements: items.map((item) => ({ type: 'rich_text_section', elements: item.map(textElement) })),
      },
    ],
  };
}

/** Monospaced text. */
export function preformattedBlock(text: string): types.RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [textElement({ text })] }],
  };
}

/** Splits styled text where a reader would; no piece has more than `max` characters. */
export function splitStyled(parts: readonly StyledText[], max: number): readonly (readonly StyledText[])[] {
  const whole = parts.map(({ text }) => text).join('');
  let from = 0;
  return splitText(whole, max).map((piece) => {
    const start = whole.indexOf(piece, from);
    from = start + piece.length;
    return cutStyled(parts, start, from);
  });
}

function cutStyled(parts: readonly StyledText[], start: number, end: number): readonly StyledText[] {
  const cut: StyledText[] = [];
  let at = 0;
  for (const part of parts) {
    const text = part.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += part.text.length;
    if (text !== '') cut.push({ ...part, text });
  }
  return cut;
}

function textElement({ text: raw, bold }: StyledText): types.RichTextText {
  const text = cleanText(raw);
  return bold ? { type: 'text', text, style: { bold: true } } : { type: 'text', text };
}
