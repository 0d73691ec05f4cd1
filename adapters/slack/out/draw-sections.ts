import type { types } from '@slack/bolt';
import type { ReplySection, SectionKind } from '../../../src/contracts/reply.ts';
import { splitText } from '../../presentation/split-text.ts';
import { cleanText, plainText } from './blocks.ts';
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

/**
 * A long paragraph is one stretch a block, so that it can go on in another message. A heading stands in the block of
 * its words: Slack sets blocks apart, so that what belongs together is seen together.
 */
function drawParagraph({ kind, heading = '', spans }: ReplySection): readonly Drawn[] {
  const title = cleanText(heading).trim();
  const body = styleSpans(spans, kind === 'answer');
  const header = kind === 'answer' && title !== '' && title.length <= SLACK_LIMITS.header;
  const label: readonly StyledText[] =
    title === '' || header ? [] : [{ text: body.length === 0 ? title : `${title}\n`, bold: true }];
  const pieces = splitStyled([...label, ...body], SLACK_LIMITS.text).map((piece) =>
    drawnSafely([pieceBlock(piece)], piece.map(({ text }) => text).join('')),
  );
  if (!header) return pieces;
  const [first, ...rest] = pieces;
  const top: types.HeaderBlock = { type: 'header', text: plainText(title) };
  if (!first) return [drawnSafely([top], title)];
  return [drawnSafely([top, ...first.blocks], `${title}\n${first.text}`), ...rest];
}

/** A section where all of it is of one weight: it is what Slack sets best, and it is never folded away. */
function pieceBlock(piece: readonly StyledText[]): types.KnownBlock {
  const [only, ...others] = piece;
  if (!only || others.length > 0 || only.bold) return paragraphBlock(piece);
  return { type: 'section', text: plainText(only.text), expand: true };
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
