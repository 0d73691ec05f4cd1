import type { RespondArguments } from '@slack/bolt';
import { COMMANDS, commandText } from '../../src/contracts/commands.ts';
import type { Place } from '../channel.ts';
import { codeOf, placeOf, type SlackContext } from './context.ts';
import { buildForm, FORM_COMMANDS } from './forms.ts';
import type { SlackAddress } from './out/slack-address.ts';
import { plainText } from './plain-text.ts';
import { settleBy } from './settle-by.ts';
import { apologise, takeIn, wordsOf } from './take-in.ts';
import { Command } from './wire.ts';

/** A form opens within Slack's three seconds or not at all; the rest of them is for storing the command. */
const FORM_MS = 1_800;

/**
 * A slash command. Without words, some open a form; all others are stored and answered.
 * @returns what to acknowledge with: nothing, or words for the person alone
 */
export async function takeCommand(context: SlackContext, payload: unknown): Promise<RespondArguments | undefined> {
  return storeCommand(context, Command.parse(payload)).catch((error: unknown) => alone(apologise(context, error)));
}

async function storeCommand(context: SlackContext, command: Command): Promise<RespondArguments | undefined> {
  const place = placeOf(command.team_id);
  const name = command.command.replace(/^\//, '');
  const rest = plainText(command.text ?? '', '');
  let answer: RespondArguments | undefined;
  await context.once.run(`${place.workspace}:cmd:${command.trigger_id}`, async () => {
    if (!COMMANDS.some((known) => known.name === name)) {
      answer = alone(`I do not know /${name}. Try /coach.`);
      return;
    }
    const address = addressOf(context, command);
    if (rest === '' && FORM_COMMANDS.has(name) && (await openForm(context, place, name, command, address))) return;
    const refusal = await takeIn(context, place, {
      conversation: command.channel_id,
      thread: commandThread(command.channel_id, command.user_id),
      eventId: `cmd:${command.trigger_id}`,
      user: command.user_id,
      text: commandText(name, rest),
      kind: 'command',
      audience: await context.rooms.audience(place, command.channel_id),
      address,
    });
    if (refusal) answer = alone(wordsOf(refusal));
  });
  return answer;
}

/** Commands have no message: one person's in one conversation follow each other, so that "and next month?" works. */
export function commandThread(conversation: string, user: string): string {
  return `cmd:${conversation}:${user}`;
}

/** The way back that Slack gives with a command or a button, sealed: whoever has it may post there. */
export function addressOf({ host }: SlackContext, { response_url }: { readonly response_url?: string }): SlackAddress {
  if (!response_url) return {};
  return { responseUrl: host.seal(response_url), respondedFrom: new Date().toISOString() };
}

const alone = (text: string): RespondArguments => ({ response_type: 'ephemeral', text });

/** Did a form open? If not, the command is answered without. */
async function openForm(
  context: SlackContext,
  place: Place,
  name: string,
  command: Command,
  { responseUrl, respondedFrom }: SlackAddress,
): Promise<boolean> {
  const open = async (): Promise<boolean> => {
    const [client, metrics] = await Promise.all([
      context.bots.clientFor(place),
      context.host.metricChoices(place, command.user_id, ''),
    ]);
    // Who is not let in sees no numbers, and hears why from the coach itself.
    if (metrics.length === 0) return false;
    const form = buildForm(name, metrics, { conversation: command.channel_id, responseUrl, respondedFrom });
    if (form === null) return false;
    await client.views.open({ trigger_id: command.trigger_id, view: form });
    return true;
  };
  const opened = open();
  opened.catch((error: unknown) => context.log.warn({ code: codeOf(error) }, 'a form did not open on Slack'));
  return (await settleBy(FORM_MS, opened)) ?? false;
}
