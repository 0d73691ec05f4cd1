import { InteractionResponseType, MessageFlags } from 'discord.js';
import { buildCommentForm } from './build-form.ts';
import { type ButtonId, readButtonId } from './button-ids.ts';
import { escapeText } from './escape-text.ts';
import { NOT_MEMBER, placeOf } from './find-workspace.ts';
import type { Respond } from './interactions-route.ts';
import { plainBody } from './message-body.ts';
import { openInteraction, personOf } from './open-interaction.ts';
import type { InteractionParts } from './parts.ts';
import { logFailure, takeInbound, wordsOf } from './take-inbound.ts';
import type { InteractionOf } from './wire.ts';

type Press = InteractionOf<3>;
type Control = Extract<ButtonId, { kind: 'control' }>;

/** A button was pressed, or something picked from a list. */
export async function handlePress(parts: InteractionParts, press: Press, respond: Respond): Promise<void> {
  const id = readButtonId(press.data.values[0] ?? press.data.custom_id);
  if (id?.kind === 'action') return pressAction(parts, press, id, respond);
  if (id?.kind === 'control') return pressControl(parts, press, id, respond);
  if (id?.kind === 'server') return pickServer(parts, press, id, respond);
  await respond({
    type: InteractionResponseType.ChannelMessageWithSource,
    data: { content: 'That button is from an answer I no longer have.', flags: MessageFlags.Ephemeral },
  });
}

/** The server a press belongs to. In a direct message its button names it, and the person must be a member there. */
async function placeOfPress(
  { finder }: InteractionParts,
  press: Press,
  { workspace }: { readonly workspace: string },
): Promise<string | null> {
  if (press.guild_id) return press.guild_id;
  return workspace !== '' && (await finder.isMember(workspace, personOf(press).id)) ? workspace : null;
}

async function pressAction(
  parts: InteractionParts,
  press: Press,
  id: Extract<ButtonId, { kind: 'action' }>,
  respond: Respond,
): Promise<void> {
  const opened = await openInteraction(parts, press, respond);
  try {
    const workspace = await placeOfPress(parts, press, id);
    if (!workspace) return await opened.talk.say(NOT_MEMBER);
    await takeInbound(parts, opened.talk, async () => ({
      ...opened.inbound(workspace),
      kind: 'action',
      actionId: id.action,
      text: '',
      attachments: [],
    }));
  } catch (thrown) {
    logFailure(parts.log, thrown, 'discord press not placed');
    await opened.talk.say(wordsOf(thrown));
  }
}

async function pressControl(parts: InteractionParts, press: Press, id: Control, respond: Respond): Promise<void> {
  const { host, api, log } = parts;
  const { token } = press;
  const isPrivate = (press.message.flags & MessageFlags.Ephemeral) !== 0;
  // Only through the press itself can a message be taken away that one person alone sees.
  const vanishes = id.control === 'remove' && isPrivate;
  if (id.control === 'bad') {
    await respond({ type: InteractionResponseType.Modal, data: buildCommentForm(id.turn, id.workspace) });
  } else if (vanishes) {
    await respond({ type: InteractionResponseType.DeferredMessageUpdate });
  } else {
    const data = { flags: MessageFlags.Ephemeral } as const;
    await respond({ type: InteractionResponseType.DeferredChannelMessageWithSource, data });
  }
  let words: string;
  let done = false;
  try {
    const workspace = await placeOfPress(parts, press, id);
    if (workspace) {
      const user = personOf(press).id;
      words = (await host.control(placeOf(workspace), { user, kind: id.control, turn: id.turn })).text;
      done = true;
    } else {
      words = NOT_MEMBER;
    }
  } catch (thrown) {
    logFailure(log, thrown, 'discord control failed');
    words = wordsOf(thrown);
  }
  const body = plainBody(escapeText(words));
  const show = async () => {
    // The form that opened is the answer to a thumb down.
    if (id.control === 'bad') return;
    if (!vanishes) await api.editOriginal(token, body);
    else if (done) await api.removeAnswer(token, '@original');
    else await api.followUp(token, { ...body, flags: MessageFlags.Ephemeral });
  };
  await show().catch((thrown: unknown) => logFailure(log, thrown, 'discord words not sent'));
}

async function pickServer(
  { finder, askServer, api, log }: InteractionParts,
  press: Press,
  id: Extract<ButtonId, { kind: 'server' }>,
  respond: Respond,
): Promise<void> {
  await respond({ type: InteractionResponseType.DeferredMessageUpdate });
  const user = personOf(press).id;
  try {
    const guild = (await finder.shared(user)).find((shared) => shared.id === id.workspace);
    if (guild) finder.choose(user, guild.id);
    const goOn = guild ? askServer.goOn(id.question) : null;
    const picked = guild ? `I answer for **${escapeText(guild.name)}**.` : NOT_MEMBER;
    const content = guild && !goOn ? `${picked} Please ask me again.` : picked;
    await api.editOriginal(press.token, { ...plainBody(content), components: [] });
    await goOn?.(id.workspace);
  } catch (thrown) {
    logFailure(log, thrown, 'discord server not picked');
    await api.followUp(press.token, plainBody(escapeText(wordsOf(thrown)))).catch(() => undefined);
  }
}
