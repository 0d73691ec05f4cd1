import type { APIEmbed } from 'discord.js';
import type { RepliedChart } from '../../src/contracts/chart.ts';
import type { ControlKind } from '../../src/contracts/delivery.ts';
import type { Reply } from '../../src/contracts/reply.ts';
import { shorten } from '../presentation/split-text.ts';
import { escapeText } from './escape-text.ts';
import { LIMITS } from './limits.ts';
import { packBlocks } from './pack-blocks.ts';
import { type Row, renderButtons } from './render-buttons.ts';
import { ACCENT, packEmbeds, renderCards } from './render-cards.ts';
import { renderSection } from './render-section.ts';
import { renderTable } from './render-table.ts';

/** One message as it will stand in Discord, without the address it goes to. */
export interface DrawnMessage {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly Row[];
  readonly files: readonly DrawnFile[];
}

export interface DrawnFile {
  /** Id of the chart whose picture it is. */
  readonly chart: string;
  readonly name: string;
  /** What people who cannot see the picture are read. */
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
  /** Ids of charts whose picture could not be drawn: their numbers are shown instead. */
  readonly lost?: ReadonlySet<string>;
}

/**
 * A reply as Discord messages, each within every limit: the answer first, then tables and doubts, cards and charts
 * under the words of the last text message, buttons at the very end. Pure.
 */
export function renderReply(reply: Reply, options: RenderOptions): readonly DrawnMessage[] {
  const { lost = new Set(), askedIn } = options;
  const drawn = reply.charts.filter(({ id }) => !lost.has(id));
  const cards = renderCards(reply.sections.filter(({ kind }) => kind === 'card'));
  const small = (kind: string) => kind === 'caveat' || kind === 'next';
  const blocks = [
    ...(askedIn === undefined ? [] : [renderOrigin(askedIn, options.question)]),
    ...reply.sections.filter(({ kind }) => kind !== 'card' && !small(kind)).map(renderSection),
    ...cards.blocks,
    ...reply.tables.map(renderTable),
    ...reply.charts.filter(({ id }) => lost.has(id)).map(renderLostChart),
    ...reply.sections.filter(({ kind }) => small(kind)).map(renderSection),
  ].filter((block) => block.trim() !== '');
  const texts = packBlocks(blocks, LIMITS.content);
  const groups = packEmbeds([...cards.embeds, ...drawn.map(renderChart)]);
  const messages = texts.map((content): DrawnMessage => ({ content, embeds: [], components: [], files: [] }));
  const last = messages.pop()?.content ?? '';
  const shown = groups.length > 0 ? groups : [[]];
  shown.forEach((embeds, at) => {
    const files = drawn
      .map(toFile)
      .filter(({ name }) => embeds.some(({ image }) => image?.url === `attachment://${name}`));
    messages.push({ content: at === 0 ? last : '', embeds, components: [], files });
  });
  const end = messages.pop() ?? { content: '', embeds: [], components: [], files: [] };
  const empty = end.content === '' && end.embeds.length === 0;
  return [
    ...messages,
    {
      ...end,
      content: empty ? 'There is nothing to show here.' : end.content,
      components: renderButtons(reply.actions, options),
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
  return { color: ACCENT, image: { url: `attachment://${toFile(chart, at).name}` } };
}

function toFile({ id, alt }: RepliedChart, at: number): DrawnFile {
  return { chart: id, name: `chart-${at + 1}.png`, description: shorten(alt, LIMITS.fileDescription) };
}

function renderLostChart({ table }: RepliedChart): string {
  return `-# The chart could not be drawn. These are its numbers.\n${renderTable(table)}`;
}
