import type { ControlKind } from '../../../src/contracts/delivery.ts';
import type { Reply, ReplySection } from '../../../src/contracts/reply.ts';
import { shorten, splitText } from '../../presentation/split-text.ts';
import type { TeamsDraft } from '../transport.ts';
import { type Block, MAX_BLOCK_BYTES, makeBlock, packBlocks } from './block.ts';
import { attachCard, bytesWithoutPictures, type Card, makeCard } from './card.ts';
import { drawActions, drawControls, writeActions } from './draw-actions.ts';
import { drawChart, type Pictures } from './draw-chart.ts';
import { drawSection, writeSection } from './draw-section.ts';
import { drawTable, writeTable } from './draw-table.ts';
import { cleanText } from './draw-text.ts';
import { LIMITS } from './limits.ts';
import { placeCharts } from './place-charts.ts';

export interface ReplyToRender {
  readonly turn: string;
  readonly reply: Reply;
  readonly controls: readonly ControlKind[];
  readonly pictures: Pictures;
}

/** One message of an answer. */
export interface ReplyPart {
  readonly draft: TeamsDraft;
  /** The same in plain words, for when Teams does not take the card. */
  readonly plain: string;
}

/**
 * An answer as Teams messages. First its words as text, which is what a notification shows and what stays readable
 * whatever becomes of the rest; then what goes with it as a card. Text and card are never one message: Teams splits
 * such a message in two and tells nobody their ids, so it could not be taken away again.
 * The same answer falls into the same parts whichever pictures there are.
 */
export function renderReply(shown: ReplyToRender): readonly ReplyPart[] {
  const { reply } = shown;
  const spoken = chooseSpoken(shown);
  const words = spoken.map(writeSection).join('\n\n').trim() || reply.text.trim();
  const texts = splitText(cleanText(words), LIMITS.text).map(makeTextPart);
  return [...texts, ...packBlocks(drawBlocks(shown, spoken)).map(makeCardPart)];
}

/** A message of words alone. Plain: nothing in it is read as Markdown or as a mention. */
export function makeTextPart(text: string): ReplyPart {
  return { draft: { type: 'message', text, textFormat: 'plain', entities: [AI_LABEL] }, plain: text };
}

/** Teams' own "AI generated" beside the name. https://schema.org/Message */
const AI_LABEL = {
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  additionalType: ['AIGeneratedContent'],
} as const;

/**
 * The sections that are said in the text: all of them when nothing needs a card; else the answer, with what has to be
 * said before it, up to the next piece with a heading of its own; else the question.
 */
function chooseSpoken({ reply, controls }: ReplyToRender): readonly ReplySection[] {
  const { sections } = reply;
  const needsCard =
    reply.charts.length + reply.tables.length + reply.actions.length + controls.length > 0 ||
    sections.some(({ kind }) => kind === 'card');
  if (!needsCard) return sections;
  const first = sections.findIndex(({ kind }) => kind === 'answer');
  if (first === -1) return sections.filter(({ kind }) => kind === 'question');
  const before = sections.slice(0, first);
  const rest = sections.slice(first + 1);
  const next = rest.findIndex(({ heading }) => heading);
  const same = (next === -1 ? rest : rest.slice(0, next)).filter(({ kind }) => kind === 'answer');
  return [...before.filter(({ kind }) => kind === 'caveat'), ...sections.slice(first, first + 1), ...same];
}

const comesLast = ({ kind }: ReplySection) => kind === 'caveat' || kind === 'next' || kind === 'question';

function drawBlocks({ reply, controls, turn, pictures }: ReplyToRender, spoken: readonly ReplySection[]): Block[] {
  const { sections } = reply;
  const charts = reply.charts.map((chart) => ({ chart, block: drawChart(chart, pictures) }));
  const standing = drawControls(controls, turn);
  return [
    ...placeCharts(
      sections.filter((section) => !comesLast(section)),
      spoken,
      charts,
    ),
    ...reply.tables.map((table) => makeBlock(drawTable(table, MAX_BLOCK_BYTES), writeTable(table))),
    ...sections.filter((section) => comesLast(section) && !spoken.includes(section)).flatMap(drawSection),
    ...drawActions(reply.actions).map((row) => makeBlock([row], writeActions(row))),
    ...(standing.length === 0 ? [] : [makeBlock(standing, '')]),
  ];
}

function makeCardPart(blocks: readonly Block[]): ReplyPart {
  const elements = blocks.flatMap((block) => block.elements);
  const plain = blocks
    .map((block) => block.plain)
    .filter((words) => words !== '')
    .join('\n\n');
  const card = fitFallback(elements, cleanText(plain));
  const [firstLine = ''] = plain.split('\n');
  const summary = shorten(cleanText(firstLine), LIMITS.summary) || 'About this answer';
  return {
    draft: {
      type: 'message',
      summary,
      attachments: [attachCard(card)],
      entities: [AI_LABEL],
    },
    plain,
  };
}

/** The fallback text takes the room that is left. */
function fitFallback(elements: Card['body'], plain: string): Card {
  let room: number = LIMITS.fallbackText;
  let card = makeCard(elements, shorten(plain, room));
  while (bytesWithoutPictures(card) > LIMITS.cardBytes && room > 50) {
    room = Math.floor(room / 2);
    card = makeCard(elements, shorten(plain, room));
  }
  return card;
}
