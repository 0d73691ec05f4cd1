import { shorten } from '../../presentation/split-text.ts';
import type { SlackBlock } from './blocks.ts';
import type { Drawn } from './drawn.ts';
import { SLACK_LIMITS } from './limits.ts';

/** One message, ready to send in three ways: with all that Slack has, with what every workspace takes, as bare text. */
export interface SlackMessage {
  /** For notifications and screen readers; plain text, not escaped. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  /** Without native charts, tables and feedback buttons. */
  readonly plain: readonly SlackBlock[];
  /** All that the message says, tables too; plain text, not escaped. */
  readonly whole: string;
  /** Charts that `blocks` draws and the others do not, by their position in the reply. */
  readonly charts: readonly number[];
}

/** What a message says that holds buttons and nothing else. */
const ONLY_BUTTONS = 'Choose how to go on.';

/** Beside `chat.update`'s limit there is room for the escapes of `&`, `<` and `>`. */
const NOTIFICATION_TEXT = 2_500;

/** Two stretches as one where a message can hold both: buttons stay with the words they belong to. */
export function joinStretches(first: Drawn, second: Drawn): readonly Drawn[] {
  if (!fits([first, second])) return [first, second];
  return [
    {
      blocks: [...first.blocks, ...second.blocks],
      plain: [...first.plain, ...second.plain],
      text: [first.text, second.text].filter((text) => text !== '').join('\n\n'),
      charts: [...(first.charts ?? []), ...(second.charts ?? [])],
    },
  ];
}

/**
 * Puts the stretches of an answer into as few messages as the limits allow, in their order. Pure: the same stretches
 * always make the same messages, so that a second try goes on where the first one stopped.
 */
export function packMessages(stretches: readonly Drawn[]): readonly SlackMessage[] {
  const messages: Drawn[][] = [];
  for (const stretch of stretches.filter(({ blocks }) => blocks.length > 0)) {
    const last = messages.at(-1);
    if (last && fits([...last, stretch])) last.push(stretch);
    else messages.push([stretch]);
  }
  return messages.map(toMessage);
}

function fits(stretches: readonly Drawn[]): boolean {
  return [stretches.flatMap(({ blocks }) => blocks), stretches.flatMap(({ plain }) => plain)].every(
    (blocks) =>
      blocks.length <= SLACK_LIMITS.blocks &&
      blocks.filter(({ type }) => type === 'table').length <= SLACK_LIMITS.tables &&
      blocks.filter(({ type }) => type === 'data_visualization').length <= SLACK_LIMITS.charts &&
      JSON.stringify(blocks).length <= SLACK_LIMITS.blocksJson,
  );
}

function toMessage(stretches: readonly Drawn[]): SlackMessage {
  const whole = stretches
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n\n');
  return {
    text: shorten(whole, NOTIFICATION_TEXT) || ONLY_BUTTONS,
    blocks: stretches.flatMap(({ blocks }) => blocks),
    plain: stretches.flatMap(({ plain }) => plain),
    whole: whole || ONLY_BUTTONS,
    charts: stretches.flatMap(({ charts }) => charts ?? []),
  };
}
