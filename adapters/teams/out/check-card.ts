import { z } from 'zod';
import { bytesWithoutPictures } from './card.ts';
import { checkPicture } from './check-picture.ts';
import { isPlain } from './draw-text.ts';
import { LIMITS } from './limits.ts';

/** Elements of Adaptive Cards 1.5 that Teams draws; `Media` is none of them. */
const ELEMENTS = new Set([
  ...['TextBlock', 'RichTextBlock', 'TextRun', 'Image', 'ImageSet', 'FactSet', 'ActionSet'],
  ...['Container', 'ColumnSet', 'Column', 'Table', 'TableRow', 'TableCell'],
  ...['Input.Text', 'Input.Number', 'Input.Date', 'Input.Time', 'Input.Toggle', 'Input.ChoiceSet'],
  ...['Action.Submit', 'Action.Execute', 'Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility'],
  'AdaptiveCard',
]);

const object = z.record(z.string(), z.unknown());
type Json = z.output<typeof object>;

/** A card against what is documented for Teams. @returns one sentence for each violation */
export function checkCard(card: unknown): readonly string[] {
  const read = object.safeParse(card);
  if (!read.success) return ['the card is no object'];
  const { type, version, body } = read.data;
  const bytes = bytesWithoutPictures(card);
  return [
    ...(type === 'AdaptiveCard' ? [] : [`the card's type is ${String(type)}`]),
    ...(Number(version) > 0 && Number(version) <= LIMITS.cardVersion
      ? []
      : [`card version ${String(version)}, Teams draws up to ${LIMITS.cardVersion}`]),
    ...(Array.isArray(body) && body.length > 0 ? [] : ['the card has no body']),
    ...(bytes > LIMITS.cardBytes ? [`the card: ${bytes} bytes, ${LIMITS.cardBytes} are allowed`] : []),
    ...walk(read.data, 0),
  ];
}

/** Every object with a type, and everything below it; `data` belongs to whoever pressed, `$schema` is a name. */
function walk(node: Json, shows: number): readonly string[] {
  const type = typeof node.type === 'string' ? node.type : '';
  const nested = shows + (type === 'Action.ShowCard' ? 1 : 0);
  const children = Object.entries(node)
    .filter(([key]) => key !== 'data')
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .flatMap((value) => {
      const child = object.safeParse(value);
      return child.success ? walk(child.data, nested) : [];
    });
  const known = type === '' || ELEMENTS.has(type) ? [] : [`${type} is not drawn by Teams in version 1.5`];
  return [
    ...known,
    ...(nested > 1 ? ['a card inside a card inside a card'] : []),
    ...checkNode(type, node),
    ...children,
  ];
}

function checkNode(type: string, node: Json): readonly string[] {
  const actions = Array.isArray(node.actions) ? checkActions(node.actions) : [];
  if (type === 'Image') return [...actions, ...checkPicture(node)];
  if (type === 'Table') return [...actions, ...checkTable(node)];
  if (type === 'TextBlock' || type === 'FactSet') return [...actions, ...checkMarkdown(type, node)];
  if (type.startsWith('Action.')) return [...actions, ...checkAction(type, node)];
  if (type === 'TextRun' && (typeof node.text !== 'string' || node.text === '')) return ['a TextRun without text'];
  return actions;
}

function checkActions(actions: readonly unknown[]): readonly string[] {
  if (actions.length === 0) return ['a row of actions without any'];
  if (actions.length <= LIMITS.actions) return [];
  return [`${actions.length} actions in one row, ${LIMITS.actions} are shown`];
}

const actionNode = z.looseObject({
  title: z.string().min(1).max(LIMITS.actionTitle).optional(),
  style: z.literal('default').optional(),
  data: z.looseObject({ action: z.string().min(1).max(LIMITS.actionData) }).optional(),
});

function checkAction(type: string, node: Json): readonly string[] {
  const read = actionNode.safeParse(node);
  const wrong = (read.error?.issues ?? []).map(({ path, message }) => `${type} ${path.join('.')}: ${message}`);
  return [
    ...wrong,
    ...(typeof node.title === 'string' ? [] : [`${type} without a title: a screen reader has nothing to say`]),
    ...(type === 'Action.Submit' && node.data === undefined ? ['Action.Submit without data says nothing'] : []),
  ];
}

const tableNode = z.looseObject({
  columns: z.array(z.unknown()),
  rows: z.array(z.looseObject({ cells: z.array(z.unknown()) })),
});

function checkTable(node: Json): readonly string[] {
  const read = tableNode.safeParse(node);
  if (!read.success) return ['a Table without columns or rows'];
  const { columns, rows } = read.data;
  return [
    ...(columns.length < 1 || columns.length > LIMITS.tableColumns
      ? [`a Table of ${columns.length} columns, a phone shows ${LIMITS.tableColumns}`]
      : []),
    ...(rows.length > LIMITS.tableRows + 1 ? [`a Table of ${rows.length} rows with its header`] : []),
    ...(rows.some(({ cells }) => cells.length !== columns.length) ? ['a Table row with more or fewer cells'] : []),
  ];
}

const factNode = z.looseObject({ facts: z.array(z.looseObject({ title: z.string(), value: z.string() })) });

/** Teams reads Markdown in a TextBlock and in a FactSet: only words without any may stand there. */
function checkMarkdown(type: string, node: Json): readonly string[] {
  const facts = type === 'FactSet' ? factNode.safeParse(node).data?.facts : [];
  if (!facts) return ['a FactSet without facts'];
  const texts = type === 'FactSet' ? facts.flatMap(({ title, value }) => [title, value]) : [String(node.text ?? '')];
  return texts.filter((text) => !isPlain(text)).map(() => `a ${type} with words that Teams reads as Markdown`);
}
