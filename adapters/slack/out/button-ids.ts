/**
 * What the buttons of a message are called on Slack. Each element carries its id in `value` (an entry of a menu in its
 * option's `value`) and, for simple buttons, in `action_id` too.
 */
const ACTION = 'act:';
const CONTROL = 'ctl:';

/** `action_id` of menus and feedback buttons, whose real id is in the picked value. */
export const PICKED_BY_VALUE = { more: 'more', feedback: 'feedback' } as const;

export function actionButtonId(action: string): string {
  return `${ACTION}${action}`;
}

/** @param control an id made by `controlId` */
export function controlButtonId(control: string): string {
  return `${CONTROL}${control}`;
}

/** What was pressed: the id of a reply's action, or of a standing button (for `readControl`). */
export type PressedButton =
  | { readonly kind: 'action'; readonly id: string }
  | { readonly kind: 'control'; readonly id: string };

/** Reads one entry of a `block_actions` payload. null when it is no button of an answer. */
export function readPressedButton(pressed: {
  readonly action_id?: string;
  readonly value?: string;
  readonly selected_option?: { readonly value?: string } | null;
}): PressedButton | null {
  for (const id of [pressed.selected_option?.value, pressed.value, pressed.action_id]) {
    if (id?.startsWith(ACTION)) return { kind: 'action', id: id.slice(ACTION.length) };
    if (id?.startsWith(CONTROL)) return { kind: 'control', id: id.slice(CONTROL.length) };
  }
  return null;
}
