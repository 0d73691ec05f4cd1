import type { RepliedChart } from '../../../src/contracts/chart.ts';
import { type ControlKind, controlId, type OutgoingContent } from '../../../src/contracts/delivery.ts';
import type { RepliedFile } from '../../../src/contracts/reply.ts';
import { sortTables, splitOpening } from '../../presentation/lead-tables.ts';
import { sayFilesMissing } from '../../presentation/say-files.ts';
import { shorten } from '../../presentation/split-text.ts';
import { plainText } from './blocks.ts';
import { drawActions, drawControls } from './draw-actions.ts';
import { drawNativeChart } from './draw-chart.ts';
import { drawSections } from './draw-sections.ts';
import { drawLeadTable, drawTable } from './draw-table.ts';
import { type Drawn, drawnSafely } from './drawn.ts';
import { SLACK_LIMITS } from './limits.ts';
import { joinStretches, packMessages, type SlackMessage } from './pack-messages.ts';

/** An answer as Slack gets it: its messages, one picture for each chart that no message draws, then its files. */
export interface RenderedReply {
  readonly messages: readonly SlackMessage[];
  /** Every chart of the reply, in its order. */
  readonly charts: readonly RenderedChart[];
  /** null where there are none. */
  readonly files: RenderedFiles | null;
}

/** All files of an answer, which Slack shows in one message. */
export interface RenderedFiles {
  readonly files: readonly RepliedFile[];
  /** Stands in their place when they do not go through. */
  readonly instead: SlackMessage;
}

export interface RenderedChart {
  readonly chart: RepliedChart;
  /** A message draws it natively: a picture is needed only where the workspace does not take that. */
  readonly native: boolean;
  /** Stands in its place when there is no picture. */
  readonly instead: SlackMessage;
}

/** Slack takes few charts in a message, and with one message of them an answer is long enough. */
const MOST_NATIVE = SLACK_LIMITS.charts;

/**
 * Draws an answer within all of Slack's limits. Pure; a long one becomes several messages.
 * @param options.origin where and by whom it was asked, when the answer does not stand below its question
 */
export function renderReply(
  { reply, turn, controls, question }: Extract<OutgoingContent, { kind: 'reply' }>,
  { nativeCharts = true, origin }: { readonly nativeCharts?: boolean; readonly origin?: Origin | undefined } = {},
): RenderedReply {
  let left = nativeCharts ? MOST_NATIVE : 0;
  const natives: Drawn[] = [];
  const charts = reply.charts.map((chart, at): RenderedChart => {
    const block = left > 0 ? drawNativeChart(chart) : null;
    if (block) {
      left -= 1;
      natives.push({ blocks: [block], plain: [], text: '', charts: [at] });
    }
    return { chart, native: block !== null, instead: insteadOfPicture(chart) };
  });
  const [opening, rest] = splitOpening(reply.sections);
  const [said, details] = [drawSections(opening), drawSections(rest)];
  const bare = drawSections([{ kind: 'detail', spans: [{ text: reply.text }] }]);
  const { files = [] } = reply;
  const { lead, others } = sortTables(reply.tables);
  const share: ControlKind | undefined = controls.find((kind) => kind === 'share');
  const foot = [drawActions(reply.actions, share ? controlId(share, turn) : null), drawControls(controls, turn)].filter(
    (drawn) => drawn !== null,
  );
  const body = [
    ...(origin === undefined ? [] : [drawOrigin(origin, question)]),
    ...(said.length + details.length > 0 ? said : bare),
    ...lead.flatMap((table) => drawLeadTable(table, files.length > 0)),
    ...details,
    ...natives,
    ...others.map((table) => drawTable(table)),
  ];
  const [first, ...more] = packMessages(foot.reduce<readonly Drawn[]>(addBelow, body));
  // The reply's own text is what it says in one go: it is what a notification shows and a screen reader reads first.
  const text = shorten(reply.text.trim(), 2_500);
  return {
    messages: first ? [{ ...first, text: text || first.text }, ...more] : [],
    charts,
    files: files.length > 0 ? { files, instead: insteadOfFiles(files) } : null,
  };
}

const addBelow = (above: readonly Drawn[], below: Drawn): readonly Drawn[] => {
  const last = above.at(-1);
  return last ? [...above.slice(0, -1), ...joinStretches(last, below)] : [below];
};

/** How an answer that does not stand below its question is introduced. */
export type Origin =
  /** It went to the asker alone; this is the id of the channel it was asked in. */
  | { readonly kind: 'channel'; readonly channel: string }
  /** A command leaves no message behind: everyone there reads who asked. */
  | { readonly kind: 'person'; readonly user: string }
  | { readonly kind: 'command' };

/** Slack writes the names for the ids; the question is shown as the plain text it is. */
function drawOrigin(origin: Origin, question: string | undefined): Drawn {
  const words = question === undefined ? '' : shorten(question.trim(), 300);
  const who = { channel: 'You asked in a channel:', person: 'Asked:', command: 'You asked:' }[origin.kind];
  const lead =
    origin.kind === 'channel'
      ? [{ type: 'mrkdwn' as const, text: `You asked in <#${origin.channel}>:` }]
      : origin.kind === 'person'
        ? [{ type: 'mrkdwn' as const, text: `<@${origin.user}> asked:` }]
        : [plainText('You asked:')];
  const elements = [...lead, ...(words === '' ? [] : [plainText(words)])];
  return drawnSafely([{ type: 'context', elements }], `${who} ${words}`.trim());
}

/** @returns one message with the chart's numbers, and what it would have shown */
function insteadOfPicture({ alt, table }: RepliedChart): SlackMessage {
  const words = ['This chart could not be drawn. Here are its numbers.', shorten(alt.trim(), 1_500)];
  return noteWith(words.filter((word) => word !== '').join(' '), [drawTable(table)]);
}

const insteadOfFiles = (files: readonly RepliedFile[]): SlackMessage =>
  noteWith(shorten(sayFilesMissing(files), SLACK_LIMITS.fieldText), []);

/** One message: small print, and what stands under it. */
function noteWith(note: string, under: readonly Drawn[]): SlackMessage {
  const [message] = packMessages([drawnSafely([{ type: 'context', elements: [plainText(note)] }], note), ...under]);
  return message ?? { text: note, blocks: [], plain: [], whole: note, charts: [] };
}
