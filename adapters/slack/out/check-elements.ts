import { z } from 'zod';
import { SLACK_LIMITS } from './limits.ts';
import { checkCount, checkText, checkUnique, type Violations } from './violations.ts';

const Plain = z.strictObject({ type: z.literal('plain_text'), text: z.string(), emoji: z.boolean().optional() });
const Mrkdwn = z.strictObject({ type: z.literal('mrkdwn'), text: z.string(), verbatim: z.boolean().optional() });
/** A text of either kind. */
export const TextObject = z.discriminatedUnion('type', [Plain, Mrkdwn]);
export const PlainObject = Plain;

const Option = z.strictObject({ text: Plain, value: z.string() });
const Confirm = z.strictObject({
  title: Plain,
  text: Plain,
  confirm: Plain,
  deny: Plain,
  style: z.enum(['primary', 'danger']).optional(),
});
const pressed = { action_id: z.string(), value: z.string().optional(), confirm: Confirm.optional() };
const Thumb = z.strictObject({ text: Plain, value: z.string(), accessibility_label: z.string().optional() });

/** The elements our messages use. Strict: Slack refuses a whole message for one key it does not know. */
export const Element = z.discriminatedUnion('type', [
  z.strictObject({
    ...pressed,
    type: z.literal('button'),
    text: Plain,
    style: z.enum(['primary', 'danger']).optional(),
    accessibility_label: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('overflow'), action_id: z.string(), options: z.array(Option) }),
  z.strictObject({
    type: z.literal('static_select'),
    action_id: z.string(),
    placeholder: Plain,
    options: z.array(Option),
  }),
  z.strictObject({
    type: z.literal('feedback_buttons'),
    action_id: z.string(),
    positive_button: Thumb,
    negative_button: Thumb,
  }),
  z.strictObject({
    ...pressed,
    type: z.literal('icon_button'),
    icon: z.literal('trash'),
    text: Plain,
    accessibility_label: z.string().optional(),
  }),
]);

export type Element = z.infer<typeof Element>;

export function checkElement(where: string, element: Element): Violations {
  const id = checkText(`${where}: action_id`, element.action_id, { max: SLACK_LIMITS.actionId });
  switch (element.type) {
    case 'button':
    case 'icon_button':
      return [
        ...id,
        ...checkText(`${where}: button text`, element.text.text, { max: SLACK_LIMITS.buttonText }),
        ...checkText(`${where}: value`, element.value, { max: SLACK_LIMITS.value }),
        ...checkText(`${where}: accessibility label`, element.accessibility_label, {
          max: SLACK_LIMITS.accessibilityLabel,
        }),
        ...(element.confirm ? checkConfirm(where, element.confirm) : []),
      ];
    case 'feedback_buttons':
      return [
        ...id,
        ...[element.positive_button, element.negative_button].flatMap((thumb) => [
          ...checkText(`${where}: button text`, thumb.text.text, { max: SLACK_LIMITS.buttonText }),
          ...checkText(`${where}: value`, thumb.value, { max: SLACK_LIMITS.value }),
          ...checkText(`${where}: accessibility label`, thumb.accessibility_label, {
            max: SLACK_LIMITS.accessibilityLabel,
          }),
        ]),
      ];
    case 'overflow':
      return [...id, ...checkOptions(where, element.options, SLACK_LIMITS.overflowOptions)];
    case 'static_select':
      return [
        ...id,
        ...checkText(`${where}: placeholder`, element.placeholder.text, { max: SLACK_LIMITS.placeholder }),
        ...checkOptions(where, element.options, SLACK_LIMITS.selectOptions),
      ];
  }
}

function checkOptions(where: string, options: readonly z.infer<typeof Option>[], most: number): Violations {
  return [
    ...checkCount(`${where}: options`, options.length, most),
    ...checkUnique(
      `${where}: option`,
      options.map(({ value }) => value),
    ),
    ...options.flatMap(({ text, value }) => [
      ...checkText(`${where}: option text`, text.text, { max: SLACK_LIMITS.optionText }),
      ...checkText(`${where}: option value`, value, { max: SLACK_LIMITS.optionValue }),
    ]),
  ];
}

function checkConfirm(where: string, { title, text, confirm, deny }: z.infer<typeof Confirm>): Violations {
  return [
    ...checkText(`${where}: confirm title`, title.text, { max: SLACK_LIMITS.confirmTitle }),
    ...checkText(`${where}: confirm text`, text.text, { max: SLACK_LIMITS.confirmText }),
    ...checkText(`${where}: confirm button`, confirm.text, { max: SLACK_LIMITS.confirmButton }),
    ...checkText(`${where}: deny button`, deny.text, { max: SLACK_LIMITS.confirmButton }),
  ];
}
