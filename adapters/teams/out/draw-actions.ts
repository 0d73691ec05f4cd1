import { type ControlKind, controlId } from '../../../src/contracts/delivery.ts';
import type { ReplyAction } from '../../../src/contracts/reply.ts';
import { shorten } from '../../presentation/split-text.ts';
import type { Actions, CardElement, Column, Columns, Submit } from './card.ts';
import { cleanText } from './draw-text.ts';
import { LIMITS } from './limits.ts';

/** Buttons that are seen at once; more wait behind "More". */
const SHOWN = 6;
/** Characters of all titles in one row that a phone shows without cutting; a long question has a row of its own. */
const ROW_CHARACTERS = 32;

/** The buttons of an answer: short ones side by side, long questions one below the other. */
export function drawActions(all: readonly ReplyAction[]): readonly Actions[] {
  const actions = all.slice(0, LIMITS.replyActions);
  const over = actions.length > SHOWN;
  const shown = over ? actions.slice(0, SHOWN - 1) : actions;
  const rows = layOutRows(shown.map(drawAction));
  if (!over) return rows;
  const rest = actions.slice(SHOWN - 1).map(drawAction);
  const more: Actions = {
    type: 'ActionSet',
    actions: [
      { type: 'Action.ShowCard', title: 'More', card: { type: 'AdaptiveCard', body: stackRows(layOutRows(rest)) } },
    ],
  };
  return stackRows([...rows, more]);
}

function drawAction({ id, label }: ReplyAction): Submit {
  const words = cleanText(label).trim() || 'Go on';
  const title = shorten(words, LIMITS.actionTitle);
  return {
    type: 'Action.Submit',
    title,
    ...(title === words ? {} : { tooltip: shorten(words, LIMITS.cellText) }),
    data: { action: id },
  };
}

/** Neighbours that are short share a row; the order stays. */
function layOutRows(buttons: readonly Submit[]): Actions[] {
  const rows: Submit[][] = [];
  for (const button of buttons) {
    const row = rows.at(-1);
    const characters = [...(row ?? []), button].reduce((sum, { title }) => sum + title.length, 0);
    const fits = row && row.length < 3 && characters <= ROW_CHARACTERS;
    if (fits) row.push(button);
    else rows.push([button]);
  }
  return stackRows(rows.map((row) => ({ type: 'ActionSet', actions: row })));
}

function stackRows(rows: readonly Actions[]): Actions[] {
  return rows.map((row, at) => ({ ...row, spacing: at === 0 ? 'Medium' : 'Small' }));
}

/** The titles of a row, for where no buttons are shown. */
export function writeActions({ actions }: Actions): string {
  return actions.map(({ title }) => title).join(' · ');
}

/** What a standing button says, and what a screen reader says for it. */
const CONTROLS: Readonly<Record<ControlKind, { readonly shown: string; readonly said: string }>> = {
  good: { shown: '👍', said: 'This helped' },
  bad: { shown: '👎', said: 'This did not help' },
  remove: { shown: 'Remove', said: 'Remove this answer' },
  share: { shown: 'Share', said: 'Share this answer where it was asked' },
};

/**
 * The standing buttons: sharing as a real button, the others as one quiet line at the very end. They are our own and
 * not Teams' feedback buttons, because what those send back names a message but not the answer it belongs to.
 */
export function drawControls(controls: readonly ControlKind[], turn: string): readonly CardElement[] {
  const quiet = controls.filter((kind) => kind !== 'share');
  const submit = (kind: ControlKind, title: string): Submit => ({
    type: 'Action.Submit',
    title,
    tooltip: CONTROLS[kind].said,
    data: { action: controlId(kind, turn) },
  });
  const share: Actions[] = controls.includes('share')
    ? [{ type: 'ActionSet', spacing: 'Medium', actions: [submit('share', 'Share with everyone there')] }]
    : [];
  const columns = quiet.map(
    (kind): Column => ({
      type: 'Column',
      width: 'auto',
      verticalContentAlignment: 'Center',
      items: [
        {
          type: 'RichTextBlock',
          inlines: [{ type: 'TextRun', text: CONTROLS[kind].shown, size: 'Small', isSubtle: true }],
        },
      ],
      selectAction: submit(kind, CONTROLS[kind].said),
    }),
  );
  const line: Columns[] = columns.length === 0 ? [] : [{ type: 'ColumnSet', columns, spacing: 'Medium' }];
  return [...share, ...line];
}
