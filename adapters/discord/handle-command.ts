import { InteractionResponseType, MessageFlags } from 'discord.js';
import type { Inbound } from '../../src/contracts/inbound.ts';
import { buildForm } from './build-form.ts';
import { readButtonId } from './button-ids.ts';
import { escapeText } from './escape-text.ts';
import { fetchAttachments } from './fetch-attachments.ts';
import { NOT_MEMBER, placeOf } from './find-workspace.ts';
import { NO_SERVER } from './handle-message.ts';
import type { Respond } from './interactions-route.ts';
import { plainBody } from './message-body.ts';
import { findPlace, type Opened, openInteraction, personOf } from './open-interaction.ts';
import type { InteractionParts } from './parts.ts';
import { readCommand, readField, readForm, type TypedCommand } from './read-command.ts';
import { logFailure, takeInbound, wordsOf } from './take-inbound.ts';
import type { Interaction, InteractionOf } from './wire.ts';
import { within } from './within.ts';

/** Of the 3 s to answer in, what may be spent on filling a form. */
const PATIENCE_MS = 1_800;
/** Commands that open a form when they are typed without words; the others say enough by themselves. */
const WITH_FORM = new Set(['coach', 'forecast', 'explain', 'benchmarks']);

/** A slash command. Without words it opens a form where one helps, else it is taken as it is. */
export async function handleCommand(
  parts: InteractionParts,
  interaction: InteractionOf<2>,
  respond: Respond,
): Promise<void> {
  const typed = readCommand(interaction.data);
  const isBare = typed.rest === '' && typed.attachments.length === 0 && WITH_FORM.has(typed.name);
  if (isBare && (await openForm(parts, interaction, typed.name, respond))) return;
  await takeCommand(parts, interaction, typed, respond);
}

/** A form that was sent: either what a command was missing, or what was wrong with an answer. */
export async function handleForm(
  parts: InteractionParts,
  interaction: InteractionOf<5>,
  respond: Respond,
): Promise<void> {
  const id = readButtonId(interaction.data.custom_id);
  if (id?.kind === 'ask') return takeCommand(parts, interaction, readForm(id.command, interaction.data), respond);
  if (id?.kind !== 'comment') return;
  const data = { flags: MessageFlags.Ephemeral } as const;
  await respond({ type: InteractionResponseType.DeferredChannelMessageWithSource, data });
  const words = await takeComment(parts, interaction, id);
  await parts.api
    .editOriginal(interaction.token, plainBody(escapeText(words)))
    .catch((thrown: unknown) => logFailure(parts.log, thrown, 'discord words not sent'));
}

/** @returns what the person is told */
async function takeComment(
  { finder, host, log }: InteractionParts,
  interaction: InteractionOf<5>,
  { turn, workspace: named }: { readonly turn: string; readonly workspace: string },
): Promise<string> {
  const comment = readField(interaction.data, 'comment').trim();
  const user = personOf(interaction).id;
  const workspace = interaction.guild_id ?? named;
  try {
    if (!(interaction.guild_id || (await finder.isMember(workspace, user)))) return NOT_MEMBER;
    return (await host.control(placeOf(workspace), { user, kind: 'bad', turn, ...(comment ? { comment } : {}) })).text;
  } catch (thrown) {
    logFailure(log, thrown, 'discord comment not taken');
    return wordsOf(thrown);
  }
}

async function openForm(
  { host, finder, log }: InteractionParts,
  interaction: InteractionOf<2>,
  command: string,
  respond: Respond,
): Promise<boolean> {
  const read = async () => {
    const workspace = command === 'coach' ? null : await findPlace(finder, interaction);
    return workspace ? host.metricChoices(placeOf(workspace), personOf(interaction).id, '') : [];
  };
  const form = buildForm(command, await within(PATIENCE_MS, read(), []));
  if (!form) return false;
  try {
    await respond({ type: InteractionResponseType.Modal, data: form });
  } catch (thrown) {
    // Either another process of ours opened it, or it came too late for any form: then it must be typed again anyway.
    logFailure(log, thrown, 'discord form not opened');
  }
  return true;
}

async function takeCommand(
  parts: InteractionParts,
  interaction: Interaction,
  typed: TypedCommand,
  respond: Respond,
): Promise<void> {
  const opened = await openInteraction(parts, interaction, respond);
  const take = (workspace: string) =>
    takeInbound(parts, opened.talk, async (): Promise<Inbound> => {
      const inbound = opened.inbound(workspace);
      const sent = { user: inbound.user, attachments: typed.attachments };
      const files = await fetchAttachments(parts.host, placeOf(workspace), sent, parts.testOrigin);
      return { ...inbound, kind: 'command', text: typed.text, attachments: files };
    });
  await placeAndTake(parts, interaction, opened, take);
}

/** Takes it for the server it is about; asks the person when that is not plain. */
async function placeAndTake(
  { finder, askServer, api, log }: InteractionParts,
  interaction: Interaction,
  { asked, talk }: Opened,
  take: (workspace: string) => Promise<void>,
): Promise<void> {
  if (interaction.guild_id) return take(interaction.guild_id);
  try {
    const found = await finder.find(asked.user.id);
    if (found.kind === 'one') await take(found.workspace);
    else if (found.kind === 'none') await talk.say(NO_SERVER);
    else await api.editOriginal(interaction.token, askServer.ask(found.guilds, take));
  } catch (thrown) {
    logFailure(log, thrown, 'discord command not placed');
    await talk.say(wordsOf(thrown));
  }
}
