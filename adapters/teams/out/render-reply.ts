import type { ControlKind } from '../../../src/contracts/delivery.ts';
import type { Reply, ReplySection } from '../../../src/contracts/reply.ts';
import { sortTables } from '../../presentation/lead-tables.ts';
import { shorten, splitText } from '../../presentation/split-text.ts';
import type { TeamsDraft } from '../transport.ts';
import { type Block, MAX_BLOCK_BYTES, makeBlock, packBlocks } from './block.ts';
import { attachCard, bytesWithoutPictures, type Card, makeCard } from './card.ts';
import { drawActions, drawControls, writeActions } from './draw-actions.ts';
import { drawChart, type Pictures } from './draw-chart.ts';
import { drawLeadTable } from './draw-lead-table.ts';
import { drawSection, writeSection } from './draw-section.ts';
import { drawTable, writeTable } from './draw-table.ts';
import { cleanText, paragraph, run } from './draw-text.ts';
import { LIMITS } from './limits.ts';
import { offerFile, sayFilesElsewhere } from './offer-file.ts';
import { placeCharts } from './place-charts.ts';

export interface ReplyToRender {
  readonly turn: string;
  readonly reply: Reply;
  readonly controls: readonly ControlKind[];
  readonly pictures: Pictures;
  /** In a 1:1 chat files are offered; elsewhere a bot can give none, and says so. */
  readonly chat: 'alone' | 'group';
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
 * such a message in two and tells nobody their ids, so it could not be taken away again. Files come last, a message each.
 * The same answer falls into the same parts whichever pictures there are.
 */
export function renderReply(shown: ReplyToRender): readonly ReplyPart[] {
  const { reply } = shown;
  const spoken = chooseSpoken(shown);
  const words = spoken.map(writeSection).join('\n\n').trim() || reply.text.trim();
  const texts = splitText(cleanText(words), LIMITS.text).map(makeTextPart);
  const offers = shown.chat === 'alone' ? (reply.files ?? []).map(offerFile) : [];
  return [...texts, ...packBlocks(drawBlocks(shown, spoken)).map(makeCardPart), ...offers];
}

/** The files that can only be named. */
const filesToName = ({ reply, chat }: ReplyToRender) => (chat === 'group' ? (reply.files ?? []) : []);

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
function chooseSpoken(shown: ReplyToRender): readonly ReplySection[] {
  const { reply, controls } = shown;
  const { sections } = reply;
  const needsCard =
    filesToName(shown).length > 0 ||
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

function drawBlocks(shown: ReplyToRender, spoken: readonly ReplySection[]): Block[] {
  const { reply, controls, turn, pictures } = shown;
  const { sections, files = [] } = reply;
  const { lead, others } = sortTables(reply.tables);
  const named = filesToName(shown);
  const charts = reply.charts.map((chart) => ({ chart, block: drawChart(chart, pictures) }));
  const standing = drawControls(controls, turn);
  return [
    ...lead.flatMap((table) => drawLeadTable(table, files.length > 0)),
    ...placeCharts(
      sections.filter((section) => !comesLast(section)),
      spoken,
      charts,
    ),
    ...others.map((table) => makeBlock(drawTable(table, MAX_BLOCK_BYTES), writeTable(table))),
    ...sections.filter((section) => comesLast(section) && !spoken.includes(section)).flatMap(drawSection),
    ...(named.length === 0 ? [] : [drawNote(shorten(sayFilesElsewhere(named), NOTE))]),
    ...drawActions(reply.actions).map((row) => makeBlock([row], writeActions(row))),
    ...(standing.length === 0 ? [] : [makeBlock(standing, '')]),
  ];
}

/** Characters. */
const NOTE = 1_000;

const drawNote = (words: string): Block => makeBlock([paragraph([run(words, 'quiet')], 'Medium')], words);

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
