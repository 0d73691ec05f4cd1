import { InteractionResponseType, MessageFlags } from 'discord.js';
import { BugError } from '../../src/contracts/errors.ts';
import type { Address, Inbound } from '../../src/contracts/inbound.ts';
import { writeAddress } from './address.ts';
import { escapeText } from './escape-text.ts';
import { placeOf, type WorkspaceFinder } from './find-workspace.ts';
import type { Respond } from './interactions-route.ts';
import { plainBody } from './message-body.ts';
import { DISCORD_CODES, discordCode } from './name-error.ts';
import type { InteractionParts } from './parts.ts';
import { logFailure, type Talk } from './take-inbound.ts';
import { THREAD_TYPES, threadOf } from './thread-of.ts';
import { type DiscordUser, type Interaction, nameOf, timeOf } from './wire.ts';
import { within } from './within.ts';

/** Of the 3 s to answer in, what may be spent on finding out who would see the answer. */
const PATIENCE_MS = 1_500;

/** Where and by whom something was pressed or typed. */
export interface Asked {
  readonly user: DiscordUser;
  readonly conversation: string;
  readonly audience: Inbound['audience'];
}

/** Who pressed or typed. @throws BugError Discord names nobody */
export function personOf({ member, user }: Interaction): DiscordUser {
  const person = member?.user ?? user;
  if (!person) throw new BugError('An interaction names nobody.', { code: 'discord-nobody', advice: 'Try again.' });
  return person;
}

export function askedOf(interaction: Interaction): Asked {
  return {
    user: personOf(interaction),
    conversation: interaction.channel_id ?? interaction.channel?.id ?? '',
    audience: interaction.guild_id ? 'group' : 'private',
  };
}

/** The server it is about where that is plain: not when a person would have to be asked. */
export async function findPlace(finder: WorkspaceFinder, interaction: Interaction): Promise<string | null> {
  if (interaction.guild_id) return interaction.guild_id;
  const found = await finder.find(personOf(interaction).id);
  return found.kind === 'one' ? found.workspace : null;
}

/** An interaction that was answered with "is thinking", and what may be done with it from now on. */
export interface Opened {
  readonly asked: Asked;
  readonly talk: Talk;
  /** What every inbound of it shares. */
  inbound(workspace: string): Omit<Inbound, 'text' | 'kind' | 'attachments' | 'actionId'>;
}

/**
 * Answers at once with "is thinking", seen by the asker alone where the answer may be for them alone: that cannot be
 * changed later. An interaction that came too late for it is answered by an ordinary message.
 */
export async function openInteraction(
  parts: InteractionParts,
  interaction: Interaction,
  respond: Respond,
): Promise<Opened> {
  const { host, api, progress, log } = parts;
  const asked = askedOf(interaction);
  const { user, conversation, audience } = asked;
  const where = { user: user.id, conversation, audience };
  const ephemeral = interaction.guild_id
    ? (await within(PATIENCE_MS, host.audience(placeOf(interaction.guild_id), where), 'asker')) === 'asker'
    : false;
  const isOpen = await openReply(respond, ephemeral);
  const eventId = `int:${interaction.id}`;
  const at = timeOf(interaction.id).toISOString();
  const address: Address | undefined = isOpen
    ? writeAddress({ kind: 'interaction', token: host.seal(interaction.token), at, ephemeral, eventId })
    : undefined;
  return {
    asked,
    talk: {
      async say(text) {
        const body = plainBody(escapeText(text));
        await (isOpen ? api.editOriginal(interaction.token, body) : api.send(conversation, body)).catch(
          (thrown: unknown) => logFailure(log, thrown, 'discord words not sent'),
        );
      },
      follow(events) {
        if (isOpen) void progress.write(eventId, interaction.token, events);
        else void progress.type(conversation, events);
      },
    },
    inbound: (workspace) => ({
      channel: 'discord',
      workspace,
      conversation,
      thread: threadOf({
        conversation,
        user: user.id,
        isShared: !interaction.guild_id || THREAD_TYPES.has(interaction.channel?.type ?? 0),
      }),
      eventId,
      user: user.id,
      userName: nameOf(user, interaction.member),
      audience,
      // Of a button: the answer it stands under.
      ...(interaction.type === 3 ? { repliesTo: interaction.message.id } : {}),
      ...(address ? { address } : {}),
      locale: interaction.locale,
      // Discord tells nobody's time zone; the company's own counts.
      timezone: 'UTC',
      receivedAt: at,
    }),
  };
}

/** Does Discord now wait for the answer? It does, too, when another process of ours was first. */
async function openReply(respond: Respond, ephemeral: boolean): Promise<boolean> {
  try {
    await respond({
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: ephemeral ? { flags: MessageFlags.Ephemeral } : {},
    });
    return true;
  } catch (thrown) {
    return discordCode(thrown) === DISCORD_CODES.alreadyAnswered;
  }
}
