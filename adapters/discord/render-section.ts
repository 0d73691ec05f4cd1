import type { ReplySection, ReplySpan } from '../../src/contracts/reply.ts';
import { shorten } from '../presentation/split-text.ts';
import { escapeText, isPlainLink } from './escape-text.ts';

/** A longer answer in bold is a wall. */
const MOST_BOLD = 240;

/** A section as Discord's markdown: the answer strong, doubts small, everything people wrote shown as it is. */
export function renderSection({ kind, heading, spans }: ReplySection): string {
  const text = renderSpans(spans);
  const title = heading?.trim() ? `**${escapeText(shorten(heading.trim(), 250)).replaceAll('\n', ' ')}**` : '';
  if (kind === 'caveat') return subtext(title, text);
  if (kind === 'answer' && title === '' && text.length <= MOST_BOLD && !text.includes('\n') && !text.includes('<http'))
    return text === '' ? '' : `**${text}**`;
  return [title, text].filter((part) => part !== '').join('\n');
}

/** An address is a link only where it is a fact of its own; inside other words it is text. Links are not unfurled. */
export function renderSpans(spans: readonly ReplySpan[]): string {
  return spans
    .map(({ text, fact }) => (fact && isPlainLink(text) ? `<${text}>` : escapeText(text)))
    .join('')
    .trim();
}

function subtext(title: string, text: string): string {
  return [title, ...text.split('\n')]
    .filter((line) => line.trim() !== '')
    .map((line) => `-# ${line}`)
    .join('\n');
}
