import { z } from 'zod';
import { CONSENT_CARD } from '../../../adapters/teams/file-cards.ts';
import type { LocalMicrosoft } from '../teams/in/local-microsoft.ts';
import type { Post } from './channel-driver.ts';
import { readScene } from './teams-scene.ts';

/** A button as it stands in a card: its label, and what Teams sends when it is pressed. */
export interface TeamsButton {
  readonly id: string;
  readonly label: string;
  readonly data: unknown;
}

export interface TeamsPost extends Post {
  readonly buttons: readonly TeamsButton[];
  readonly conversation: string;
}

/** What the coach said and what still stands, oldest first. */
export function readTeamsPosts({ messages }: LocalMicrosoft): readonly TeamsPost[] {
  return [...messages].map(([id, { conversation, activity }]) => {
    const { text = '', attachments = [] } = Activity.parse(activity);
    const cards = attachments.map(({ content }) => readPart(content));
    return {
      id,
      conversation,
      ...readScene(conversation),
      text: [text, ...cards.map((card) => card.text)].filter((words) => words !== '').join('\n'),
      files: attachments.flatMap(({ contentType, name }) => (contentType === CONSENT_CARD ? [name ?? ''] : [])),
      pictures: cards.flatMap(({ pictures }) => pictures),
      buttons: cards.flatMap(({ buttons }) => buttons),
    };
  });
}

const Activity = z.looseObject({
  text: z.string().optional(),
  attachments: z
    .array(z.looseObject({ contentType: z.string(), name: z.string().optional(), content: z.unknown() }))
    .optional(),
});

/** Everything of a card that shows something or holds what does. */
const Part = z.looseObject({
  type: z.string().optional(),
  text: z.string().optional(),
  title: z.string().optional(),
  altText: z.string().optional(),
  data: z.unknown().optional(),
  body: z.array(z.unknown()).default([]),
  inlines: z.array(z.unknown()).default([]),
  items: z.array(z.unknown()).default([]),
  rows: z.array(z.unknown()).default([]),
  cells: z.array(z.unknown()).default([]),
  columns: z.array(z.unknown()).default([]),
  actions: z.array(z.unknown()).default([]),
  selectAction: z.unknown().optional(),
  card: z.unknown().optional(),
});
const Data = z.looseObject({ action: z.string() });

interface Shown {
  readonly text: string;
  readonly pictures: readonly string[];
  readonly buttons: readonly TeamsButton[];
}

function readPart(given: unknown): Shown {
  if (typeof given === 'string') return { text: given, pictures: [], buttons: [] };
  const part = Part.parse(given);
  if (part.type === 'Action.Submit') return { text: '', pictures: [], buttons: [readButton(part.title, part.data)] };
  const inner = [
    ...part.body,
    ...part.inlines,
    ...part.items,
    ...part.rows,
    ...part.cells,
    ...part.columns,
    ...part.actions,
    ...(part.card === undefined ? [] : [part.card]),
  ].map(readPart);
  const between = part.type === 'RichTextBlock' ? '' : part.type === 'TableRow' ? ' | ' : '\n';
  const text = [part.text ?? '', ...inner.map((shown) => shown.text)].filter((words) => words !== '').join(between);
  const buttons = inner.flatMap((shown) => shown.buttons);
  const pictures = [
    ...(part.type === 'Image' ? [part.altText ?? ''] : []),
    ...inner.flatMap((shown) => shown.pictures),
  ];
  if (part.selectAction === undefined) return { text, pictures, buttons };
  // A sign that is pressed like a button: what it shows is its label, and no part of the text.
  const { title = '', data } = Part.parse(part.selectAction);
  return { text: '', pictures, buttons: [...buttons, readButton(`${text} ${title}`, data)] };
}

function readButton(label = '', data: unknown): TeamsButton {
  return { id: Data.parse(data).action, label, data };
}
