import type { APIEmbed } from 'discord.js';
import type { RepliedChart } from '../../src/contracts/chart.ts';
import type { ControlKind } from '../../src/contracts/delivery.ts';
import type { RepliedFile, Reply, ReplySection } from '../../src/contracts/reply.ts';
import { sortTables, splitOpening } from '../presentation/lead-tables.ts';
import { sayFilesMissing } from '../presentation/say-files.ts';
import { shorten } from '../presentation/split-text.ts';
import { escapeText } from './escape-text.ts';
import { LIMITS } from './limits.ts';
import { packBlocks } from './pack-blocks.ts';
import { type Row, renderButtons } from './render-buttons.ts';
import { ACCENT, packEmbeds, renderCards } from './render-cards.ts';
import { renderSection } from './render-section.ts';
import { renderLeadTable, renderTable } from './render-table.ts';

/** One message as it will stand in Discord, without the address it goes to. */
export interface DrawnMessage {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly Row[];
  readonly files: readonly DrawnFile[];
}

export interface DrawnFile {
  /** Of the chart whose picture it is, or of the file of the reply. */
  readonly id: string;
  readonly kind: 'chart' | 'file';
  readonly name: string;
  readonly mediaType: string;
  /** What people who cannot see the picture are read; '' for a file to take away. */
  readonly description: string;
}

export interface RenderOptions {
  /** Id of the turn, for the standing buttons. */
  readonly turn: string;
  readonly controls: readonly ControlKind[];
  readonly workspace: string;
  /** Id of the channel it was asked in, where the answer goes to the asker directly: else nobody knows what it is about. */
  readonly askedIn?: string;
  /** What was asked, in the asker's words. */
  readonly question?: string;
  /** Ids of charts whose picture could not be drawn (their numbers are shown instead), and of files that are not there. */
  readonly lost?: ReadonlySet<string>;
}

/**
 * A reply as Discord messages, each within every limit: the answer first, then tables and doubts, cards and charts
 * under the words of the last text message, files and buttons at the very end. A table that was asked for stands right
 * below the answer. Pure.
 */
export function renderReply(reply: Reply, options: RenderOptions): readonly DrawnMessage[] {
  const { lost = new Set(), askedIn } = options;
  const drawn = reply.charts.filter(({ id }) => !lost.has(id));
  const files = (reply.files ?? []).filter(({ id }) => !lost.has(id));
  const missing = (reply.files ?? []).filter(({ id }) => lost.has(id));
  const { lead, others } = sortTables(reply.tables);
  const [opening, details] = splitOpening(reply.sections);
  const cards = renderCards(reply.sections.filter(({ kind }) => kind === 'card'));
  const isLarge = ({ kind }: ReplySection) => kind !== 'card' && kind !== 'caveat' && kind !== 'next';
  const isSmall = ({ kind }: ReplySection) => kind === 'caveat' || kind === 'next';
  const blocks = [
    ...(askedIn === undefined ? [] : [renderOrigin(askedIn, options.question)]),
    ...opening.filter(isLarge).map(renderSection),
    ...lead.flatMap((table) => renderLeadTable(table, files.length > 0)),
    ...details.filter(isLarge).map(renderSection),
    ...cards.blocks,
    ...others.map((table) => renderTable(table)),
    ...reply.charts.filter(({ id }) => lost.has(id)).map(renderLostChart),
    ...reply.sections.filter(isSmall).map(renderSection),
    ...(missing.length > 0 ? [`-# ${escapeText(sayFilesMissing(missing))}`] : []),
  ].filter((block) => block.trim() !== '');
  const texts = packBlocks(blocks, LIMITS.content);
  const groups = packEmbeds([...cards.embeds, ...drawn.map(renderChart)]);
  const messages = texts.map((content): DrawnMessage => ({ content, embeds: [], components: [], files: [] }));
  const last = messages.pop()?.content ?? '';
  const shown = groups.length > 0 ? groups : [[]];
  shown.forEach((embeds, at) => {
    const pictures = drawn
      .map(toPicture)
      .filter(({ name }) => embeds.some(({ image }) => image?.url === `attachment://${name}`));
    messages.push({ content: at === 0 ? last : '', embeds, components: [], files: pictures });
  });
  if ((messages.at(-1)?.files.length ?? 0) + files.length > LIMITS.files) {
    messages.push({ content: '-# The files of this answer', embeds: [], components: [], files: [] });
  }
  const end = messages.pop() ?? { content: '', embeds: [], components: [], files: [] };
  const empty = end.content === '' && end.embeds.length + files.length === 0;
  return [
    ...messages,
    {
      ...end,
      content: empty ? 'There is nothing to show here.' : end.content,
      components: renderButtons(reply.actions, options),
      files: [...end.files, ...files.map(toFile)],
    },
  ];
}

function renderOrigin(channel: string, question?: string): string {
  const words = escapeText(shorten(question?.trim() ?? '', ORIGIN_ROOM).replace(/\s+/g, ' '));
  return `-# You asked in <#${channel}>${words === '' ? '' : `: “${words}”`}`;
}

/** Characters of a question that are enough to know it again. */
const ORIGIN_ROOM = 120;

/** The picture carries its own title, source and colours; it is read aloud by the description of its file. */
function renderChart(chart: RepliedChart, at: number): APIEmbed {
  return { color: ACCENT, image: { url: `attachment://${toPicture(chart, at).name}` } };
}

function toPicture({ id, alt }: RepliedChart, at: number): DrawnFile {
  return {
    id,
    kind: 'chart',
    name: `chart-${at + 1}.png`,
    mediaType: 'image/png',
    description: shorten(alt, LIMITS.fileDescription),
  };
}

function toFile({ id, name, mediaType }: RepliedFile): DrawnFile {
  return { id, kind: 'file', name, mediaType, description: '' };
}

function renderLostChart({ table }: RepliedChart): string {
  return `-# The chart could not be drawn. These are its numbers.\n${renderTable(table)}`;
}
