import type { types } from '@slack/bolt';
import { type ControlKind, controlId } from '../../../src/contracts/delivery.ts';
import type { ReplyAction } from '../../../src/contracts/reply.ts';
import { shorten } from '../../presentation/split-text.ts';
import { plainText, withEmoji } from './blocks.ts';
import { actionButtonId, controlButtonId, PICKED_BY_VALUE } from './button-ids.ts';
import type { Drawn } from './drawn.ts';
import { SLACK_LIMITS } from './limits.ts';

/** More buttons than this are a wall; the rest goes into a menu beside them. */
const VISIBLE = 5;
/** More would not fit a message, and nobody would read them. */
const MOST_OPTIONS = 30;

/** The reply's own buttons, and "share" among them. null when there are none. */
export function drawActions(actions: readonly ReplyAction[], share: string | null): Drawn | null {
  // Two buttons of one id would have the whole message refused.
  const usable = [...new Map(actions.map((action) => [action.id, action])).values()].filter(
    ({ id, label }) => label.trim() !== '' && actionButtonId(id).length <= SLACK_LIMITS.optionValue,
  );
  const elements: types.ActionsBlockElement[] = usable
    .slice(0, VISIBLE)
    .map(({ id, label }) => button(actionButtonId(id), label));
  const rest = usable.slice(VISIBLE);
  if (rest.length > 0) elements.push(menu(rest));
  if (share !== null) elements.push(button(controlButtonId(share), 'Share with everyone there'));
  if (elements.length === 0) return null;
  const block: types.ActionsBlock = { type: 'actions', elements };
  return { blocks: [block], plain: [block], text: '' };
}

/** Thumbs and "remove" in small print under an answer. null when there are none. */
export function drawControls(kinds: readonly ControlKind[], turn: string): Drawn | null {
  const id = (kind: ControlKind) => controlButtonId(controlId(kind, turn));
  const small: types.ContextActionsBlock['elements'] = [];
  const buttons: types.Button[] = [];
  if (kinds.includes('good') && kinds.includes('bad')) {
    small.push({
      type: 'feedback_buttons',
      action_id: PICKED_BY_VALUE.feedback,
      positive_button: { text: withEmoji('👍'), accessibility_label: 'This helped', value: id('good') },
      negative_button: { text: withEmoji('👎'), accessibility_label: 'This did not help', value: id('bad') },
    });
    buttons.push(
      { ...button(id('good'), '👍', true), accessibility_label: 'This helped' },
      { ...button(id('bad'), '👎', true), accessibility_label: 'This did not help' },
    );
  }
  if (kinds.includes('remove')) {
    small.push({
      type: 'icon_button',
      icon: 'trash',
      text: plainText('Remove this answer'),
      action_id: id('remove'),
      value: id('remove'),
      confirm: CONFIRM_REMOVE,
    });
    buttons.push({ ...button(id('remove'), 'Remove'), confirm: CONFIRM_REMOVE });
  }
  if (small.length === 0) return null;
  return {
    blocks: [{ type: 'context_actions', elements: small }],
    plain: [{ type: 'actions', elements: buttons }],
    text: '',
  };
}

const CONFIRM_REMOVE: types.ConfirmationDialog = {
  title: plainText('Remove this answer?'),
  text: plainText('It goes away for everyone here. Your question stays.'),
  confirm: plainText('Remove'),
  deny: plainText('Keep it'),
  style: 'danger',
};

function button(id: string, label: string, emoji = false): types.Button {
  const text = shorten(label.trim(), SLACK_LIMITS.buttonText);
  return { type: 'button', action_id: id, value: id, text: emoji ? withEmoji(text) : plainText(text) };
}

function menu(actions: readonly ReplyAction[]): types.ActionsBlockElement {
  const options = actions.slice(0, MOST_OPTIONS).map(({ id, label }) => ({
    text: plainText(shorten(label.trim(), SLACK_LIMITS.optionText)),
    value: actionButtonId(id),
  }));
  if (options.length <= SLACK_LIMITS.overflowOptions) {
    return { type: 'overflow', action_id: PICKED_BY_VALUE.more, options };
  }
  return { type: 'static_select', action_id: PICKED_BY_VALUE.more, placeholder: plainText('More choices'), options };
}
