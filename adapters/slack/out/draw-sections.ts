import type { types } from '@slack/bolt';
import type { ReplySection, SectionKind } from '../../../src/contracts/reply.ts';
import { splitText } from '../../common/split-text.ts';
import { plainText } from './blocks.ts';
import { type Drawn, drawnSafely } from './drawn.ts';
import { SLACK_LIMITS } from './limits.ts';
import { bulletBlock, paragraphBlock, type StyledText, splitStyled, styleSpans } from './rich-text.ts';

/** Lines of one list, and the characters in one of them; longer ones stand as paragraphs. */
const MOST_LINES = 10;
const LINE_TEXT = 290;

/** Sections in their order; short neighbours of one kind that are lines of a list become one list. */
export function drawSections(sections: readonly ReplySection[]): readonly Drawn[] {
  return groupLines(sections.filter((section) => sectionText(section).trim() !== '')).flatMap(drawGroup);
}

/** A section as plain text. */
export function sectionText({ kind, heading, spans }: ReplySection): string {
  const said = spans.map(({ text }) => text).join('');
  if (!heading?.trim()) return said;
  if (said === '') return heading;
  return kind === 'card' ? `${heading.trim()}: ${said}` : `${heading}\n${said}`;
}

interface Group {
  readonly kind: SectionKind;
  readonly sections: ReplySection[];
}

function groupLines(sections: readonly ReplySection[]): readonly Group[] {
  const groups: Group[] = [];
  for (const section of sections) {
    const last = groups.at(-1);
    const joins = isLine(section) && last?.sections.every(isLine) && last.kind === section.kind;
    if (joins && last && last.sections.length < MOST_LINES) last.sections.push(section);
    else groups.push({ kind: section.kind, sections: [section] });
  }
  return groups;
}

const isLine = (section: ReplySection): boolean =>
  (section.kind === 'card' || section.kind === 'next') && sectionText(section).length <= LINE_TEXT;

function drawGroup({ kind, sections }: Group): readonly Drawn[] {
  if (kind === 'caveat') return sections.flatMap(drawCaveat);
  // One next step alone needs no bullet; one line of a card does look like what it is.
  const list = sections.every(isLine) && (kind === 'card' || sections.length > 1);
  if (!list) return sections.flatMap(drawParagraph);
  return [drawnSafely([bulletBlock(sections.map(listLine))], sections.map(sectionText).join('\n'))];
}

/** A long paragraph is one stretch a block, so that it can go on in another message. */
function drawParagraph({ kind, heading = '', spans }: ReplySection): readonly Drawn[] {
  const title = heading.trim();
  const head = headingBlocks(kind, title);
  const pieces = splitStyled(styleSpans(spans, kind === 'answer'), SLACK_LIMITS.text);
  if (pieces.length === 0) return [drawnSafely(head, title)];
  return pieces.map((piece, at) => {
    const said = piece.map(({ text }) => text).join('');
    if (at > 0 || title === '') return drawnSafely([paragraphBlock(piece)], said);
    return drawnSafely([...head, paragraphBlock(piece)], `${title}\n${said}`);
  });
}

function headingBlocks(kind: SectionKind, title: string): readonly types.KnownBlock[] {
  if (title === '') return [];
  if (kind === 'answer' && title.length <= SLACK_LIMITS.header) return [{ type: 'header', text: plainText(title) }];
  return splitStyled([{ text: title, bold: true }], SLACK_LIMITS.text).map(paragraphBlock);
}

/** Small and grey. Its words stay whole: what does not fit one element goes into the next. */
function drawCaveat(section: ReplySection): readonly Drawn[] {
  return splitText(sectionText(section), SLACK_LIMITS.fieldText).map((text) =>
    drawnSafely([{ type: 'context', elements: [plainText(text)] }], text),
  );
}

/** A bold label runs down the left edge, so that the eye finds its line. */
function listLine({ kind, heading, spans }: ReplySection): readonly StyledText[] {
  const title = heading?.trim();
  const label: StyledText[] = title ? [{ text: kind === 'card' ? `${title}: ` : `${title} `, bold: true }] : [];
  return [...label, ...styleSpans(spans, false)];
}
