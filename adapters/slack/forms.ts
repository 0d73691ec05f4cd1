import type { types } from '@slack/bolt';
import { z } from 'zod';
import { COMMANDS } from '../../src/contracts/commands.ts';
import type { Choice } from '../channel.ts';

/** What a form carries from the command that opened it to its submission. Slack keeps it unseen and unchanged. */
export const FormOrigin = z.object({
  conversation: z.string(),
  /** Sealed, as in `SlackAddress`. */
  responseUrl: z.string().optional(),
  respondedFrom: z.string().optional(),
});
export type FormOrigin = z.infer<typeof FormOrigin>;

/** `callback_id` of the form of a command. */
export const formId = (command: string): string => `form:${command}`;

/** Names of the elements, as `ViewSubmission` gives them back: block and action id are the same. */
export const FIELD = { metric: 'metric', when: 'when', plan: 'plan', weekday: 'weekday', time: 'time', where: 'where' };

const FORECAST_WHEN = ['next 7 days', 'next 14 days', 'next 30 days'];
const EXPLAIN_WHEN = ['last week', 'last month'];
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Commands that ask back by a form when nothing stands behind them. */
export const FORM_COMMANDS: ReadonlySet<string> = new Set(['forecast', 'explain', 'optimize', 'digest']);

/**
 * The form of a command. null when there is nothing to pick from: then the command is answered as it stands.
 * @param metrics numbers the company has, at most 100
 */
export function buildForm(command: string, metrics: readonly Choice[], origin: FormOrigin): types.ModalView | null {
  const inputs = buildInputs(command, metrics);
  if (inputs === null) return null;
  return {
    type: 'modal',
    callback_id: formId(command),
    private_metadata: JSON.stringify(origin),
    title: plain(TITLES[command] ?? 'Your coach'),
    submit: plain('Ask'),
    close: plain('Cancel'),
    blocks: inputs,
  };
}

const TITLES: Readonly<Record<string, string>> = {
  forecast: 'Forecast',
  explain: 'Explain a change',
  optimize: 'Make a plan',
  digest: 'Weekly summary',
};

function buildInputs(command: string, metrics: readonly Choice[]): types.InputBlock[] | null {
  if (command === 'optimize') {
    const plans = COMMANDS.find(({ name }) => name === 'optimize')?.choices ?? [];
    return [pick(FIELD.plan, 'What should I plan?', plans)];
  }
  if (command === 'digest') {
    return [
      pick(FIELD.weekday, 'Day', WEEKDAYS.map(same)),
      {
        type: 'input',
        block_id: FIELD.time,
        label: plain('Time'),
        hint: plain('In your company’s time zone.'),
        element: { type: 'timepicker', action_id: FIELD.time, initial_time: '08:00' },
      },
      pick(FIELD.where, 'Where should it go?', [
        { value: 'here', label: 'Into this conversation' },
        { value: 'direct', label: 'To me, as a direct message' },
      ]),
    ];
  }
  if (metrics.length === 0) return null;
  const when = command === 'forecast' ? FORECAST_WHEN : EXPLAIN_WHEN;
  return [pick(FIELD.metric, 'Which number?', metrics), pick(FIELD.when, 'When?', when.map(same))];
}

/** A menu whose first entry is picked already. */
function pick(name: string, label: string, choices: readonly Choice[]): types.InputBlock {
  const options = choices.slice(0, 100).map(({ value, label: words }) => ({
    text: plain(words.slice(0, 75)),
    value: value.slice(0, 150),
  }));
  const [first] = options;
  return {
    type: 'input',
    block_id: name,
    label: plain(label),
    element: { type: 'static_select', action_id: name, options, ...(first ? { initial_option: first } : {}) },
  };
}

const same = (word: string): Choice => ({ value: word, label: word.charAt(0).toUpperCase() + word.slice(1) });

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text });
