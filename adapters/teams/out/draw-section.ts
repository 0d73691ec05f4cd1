import type { ReplySection } from '../../../src/contracts/reply.ts';
import { shorten, splitText } from '../../presentation/split-text.ts';
import { type Block, makeBlock } from './block.ts';
import type { CardElement, Columns } from './card.ts';
import { heading, paragraph, run, type Tone } from './draw-text.ts';
import { LIMITS } from './limits.ts';

/** Characters of one paragraph element; more is split at sense. */
const PARAGRAPH = 3_000;

const TONES: Readonly<Record<ReplySection['kind'], Tone>> = {
  answer: 'body',
  detail: 'body',
  card: 'body',
  question: 'strong',
  caveat: 'quiet',
  next: 'body',
};

/** A section as blocks: its heading stays with its first words. */
export function drawSection(section: ReplySection): readonly Block[] {
  const pieces = splitText(joinSpans(section), PARAGRAPH);
  if (section.kind === 'card' && section.heading && pieces.length === 1) return [drawCardLine(section)];
  const title = section.heading?.trim() ?? '';
  const tone = TONES[section.kind];
  const blocks = pieces.map((piece, at) => {
    const led = at === 0 && title !== '';
    const elements: CardElement[] = [
      ...(led ? [heading(shorten(title, LIMITS.cellText), 'Large')] : []),
      paragraph([run(piece, tone)], led ? 'Small' : 'Medium'),
    ];
    return makeBlock(elements, led ? `${title}\n${piece}` : piece);
  });
  return blocks.length === 0 && title !== '' ? [makeBlock([heading(shorten(title, LIMITS.cellText))], title)] : blocks;
}

/** "Days    Jan 2 – Nov 21": the label quiet on the left. Not a FactSet, which would read Markdown into a file's words. */
function drawCardLine(section: ReplySection): Block {
  const label = shorten(section.heading ?? '', LIMITS.cellText);
  const words = joinSpans(section);
  const line: Columns = {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      { type: 'Column', width: 1, items: [paragraph([{ ...run(label), isSubtle: true }])] },
      { type: 'Column', width: 3, items: [paragraph([run(words)])] },
    ],
  };
  return makeBlock([line], `${label}: ${words}`);
}

/** A section in plain words. */
export function writeSection(section: ReplySection): string {
  const title = section.heading?.trim() ?? '';
  const words = joinSpans(section);
  if (title === '') return words;
  return section.kind === 'card' ? `${title}: ${words}` : `${title}\n${words}`;
}

function joinSpans({ spans }: ReplySection): string {
  return spans
    .map(({ text }) => text)
    .join('')
    .trim();
}
