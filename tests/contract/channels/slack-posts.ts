import { z } from 'zod';
import type { LocalSlack } from '../slack/local-slack.ts';
import type { Post } from './channel-driver.ts';
import { readConversation, whoIs } from './slack-scene.ts';

/** A button as it stands in a message: its label, and what Slack sends when it is pressed. */
export interface SlackButton {
  readonly id: string;
  readonly label: string;
  readonly action: Readonly<Record<string, unknown>>;
}

export interface SlackPost extends Post {
  readonly channel: string;
  readonly buttons: readonly SlackButton[];
}

/** What stands in the workspace now, oldest first; pictures come with their alt text and no words. */
export function readSlackPosts(slack: LocalSlack): readonly SlackPost[] {
  const messages = [...slack.workspace.messages.values()].flat().map(({ ts, channel, text, blocks, thread }) => {
    const shown = readBlocks(blocks);
    return {
      id: ts,
      channel,
      ...readConversation(channel),
      // Where there are blocks, people see those; the text is for notifications.
      text: shown.text === '' ? text : shown.text,
      pictures: shown.pictures,
      files: [],
      buttons: shown.buttons,
      thread: thread ?? null,
    };
  });
  const whispers = slack.callsOf('chat.postEphemeral').map(({ args }, at) => {
    const channel = String(args.channel);
    const shown = readBlocks(args.blocks);
    return {
      id: `whisper-${at}`,
      channel,
      where: readConversation(channel).where,
      seenBy: whoIs(String(args.user)),
      text: shown.text === '' ? String(args.text) : shown.text,
      pictures: shown.pictures,
      files: [],
      buttons: shown.buttons,
      thread: args.thread_ts === undefined ? null : String(args.thread_ts),
    };
  });
  const pictures = [...slack.workspace.files].flatMap(([id, { shared, altText, content }]) =>
    shared && isPng(content)
      ? {
          id,
          channel: shared.channel,
          ...readConversation(shared.channel),
          text: '',
          pictures: [altText ?? ''],
          files: [],
          buttons: [],
          thread: shared.thread ?? null,
        }
      : [],
  );
  const files = slack.workspace.shares.flatMap(({ ts, channel, thread, files: ids }) => {
    const names = ids.flatMap((id) => {
      const file = slack.workspace.files.get(id);
      return file && !isPng(file.content) ? [file.fileName] : [];
    });
    const post = { id: ts, channel, ...readConversation(channel), text: '', pictures: [], buttons: [] };
    return names.length > 0 ? [{ ...post, files: names, thread: thread ?? null }] : [];
  });
  return [...messages.toSorted((a, b) => Number(a.id) - Number(b.id)), ...whispers, ...pictures, ...files];
}

const isPng = (content: Buffer): boolean => content.subarray(1, 4).toString() === 'PNG';

/** Every kind of block the coach may send, as far as a person sees it. */
const Element = z.looseObject({
  type: z.string().optional(),
  text: z.unknown().optional(),
  title: z.unknown().optional(),
  alt_text: z.string().optional(),
  elements: z.array(z.unknown()).optional(),
  rows: z.array(z.array(z.unknown())).optional(),
  options: z.array(z.unknown()).optional(),
  value: z.string().optional(),
  action_id: z.string().optional(),
  positive_button: z.unknown().optional(),
  negative_button: z.unknown().optional(),
});

interface Shown {
  readonly text: string;
  readonly pictures: readonly string[];
  readonly buttons: readonly SlackButton[];
}

function readBlocks(blocks: unknown): Shown {
  const list = z.array(Element).catch([]).parse(blocks);
  return {
    text: list
      .map(wordsOf)
      .filter((words) => words !== '')
      .join('\n'),
    pictures: list.flatMap(({ type, title, alt_text: alt }) =>
      type === 'image' ? [alt ?? ''] : type === 'data_visualization' ? [String(title)] : [],
    ),
    buttons: list.flatMap(({ type, elements }) =>
      type === 'actions' || type === 'context_actions' ? (elements ?? []).flatMap(readButtons) : [],
    ),
  };
}

function wordsOf(part: unknown): string {
  if (typeof part === 'string') return part;
  const { type, text, title, elements, rows } = Element.catch({}).parse(part);
  if (type === 'actions' || type === 'context_actions') return '';
  if (rows) return rows.map((row) => row.map(wordsOf).join(' | ')).join('\n');
  if (text !== undefined) return wordsOf(text);
  const between = type === 'rich_text_section' ? '' : '\n';
  return [...(title === undefined ? [] : [wordsOf(title)]), ...(elements ?? []).map(wordsOf)].join(between);
}

function readButtons(part: unknown): SlackButton[] {
  const { type = '', action_id: actionId = '', value, text, options, ...more } = Element.parse(part);
  const button = (words: unknown, picked: string | undefined, sent: object): SlackButton => ({
    id: picked ?? actionId,
    label: wordsOf(words),
    action: { type, action_id: actionId, ...sent },
  });
  if (type === 'feedback_buttons')
    return [more.positive_button, more.negative_button].map((thumb) => {
      const { text: label, value: id } = Element.parse(thumb);
      return button(label, id, { value: id });
    });
  if (options)
    return options.map((option) => {
      const { text: label, value: id } = Element.parse(option);
      return button(label, id, { selected_option: option });
    });
  return [button(text, value, { value })];
}
