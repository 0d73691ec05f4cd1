import { createHash } from 'node:crypto';
import { MessageFlags, type RawFile } from 'discord.js';
import type { MessageRef } from '../../src/contracts/delivery.ts';
import type { Word } from './choose-route.ts';
import type { DiscordApi, MessageBody, SentMessage } from './discord-api.ts';
import { referTo } from './handle-message.ts';
import { LIMITS } from './limits.ts';
import { toBody, toFiles } from './message-body.ts';
import { DISCORD_CODES, discordCode } from './name-error.ts';
import { plainMessage } from './plain-message.ts';
import type { DrawnMessage } from './render-reply.ts';
import { withoutFiles } from './without-files.ts';

/** One part on its way. */
export interface Part {
  /** Id of the message in the outbox. */
  readonly outbox: string;
  readonly part: number;
  /** Is it the first that this route carries? Only that one finishes what was opened, or refers to the question. */
  readonly isFirst: boolean;
  /** A message of ours to be finished instead of sending a new one. */
  readonly live: MessageRef | null;
}

/**
 * Sends one part. Where the bot may not attach files it goes out once more without them; where Discord does not take
 * its form, in plain text: an answer is never lost for its looks.
 */
export async function sendPart(
  api: DiscordApi,
  route: Word,
  message: DrawnMessage,
  contents: ReadonlyMap<string, Uint8Array>,
  part: Part,
): Promise<MessageRef> {
  const small = withinSize(message, contents);
  try {
    return await sendBody(api, route, toBody(small), toFiles(small, contents), part);
  } catch (thrown) {
    const code = discordCode(thrown);
    const isFile = code === DISCORD_CODES.missingPermissions || code === DISCORD_CODES.tooLarge;
    if (isFile && small.files.length > 0) return sendBody(api, route, toBody(withoutFiles(small)), [], part);
    if (code !== DISCORD_CODES.invalidForm && code !== DISCORD_CODES.tooLarge) throw thrown;
    return sendBody(api, route, toBody(plainMessage(message)), [], part);
  }
}

async function sendBody(
  api: DiscordApi,
  route: Word,
  body: MessageBody,
  files: readonly RawFile[],
  part: Part,
): Promise<MessageRef> {
  if (route.kind === 'interaction') {
    const flags = route.ephemeral ? { flags: MessageFlags.Ephemeral } : {};
    return refOf(
      await (part.isFirst
        ? api.editOriginal(route.token, body, files)
        : api.followUp(route.token, { ...body, ...flags }, files)),
    );
  }
  if (part.live && part.isFirst) {
    const edited = await editLive(api, part.live, body, files);
    if (edited) return edited;
  }
  const reference = part.isFirst && route.replyTo ? { message_reference: referTo(route.replyTo) } : {};
  const nonce = makeNonce(part.outbox, part.part);
  return refOf(await api.send(route.channel, { ...body, ...reference, nonce, enforce_nonce: true }, files));
}

/** null when somebody has taken the message away meanwhile. */
async function editLive(
  api: DiscordApi,
  live: MessageRef,
  body: MessageBody,
  files: readonly RawFile[],
): Promise<MessageRef | null> {
  try {
    return refOf(await api.edit(live.conversation, live.message, body, files));
  } catch (thrown) {
    if (discordCode(thrown) === DISCORD_CODES.unknownMessage) return null;
    throw thrown;
  }
}

/** A picture that Discord would not take is left to the text. */
function withinSize(message: DrawnMessage, contents: ReadonlyMap<string, Uint8Array>): DrawnMessage {
  const isLarge = message.files.some(({ id }) => (contents.get(id)?.byteLength ?? 0) > LIMITS.fileBytes);
  return isLarge ? withoutFiles(message) : message;
}

/** The same on every try, so that Discord gives the first message back instead of making a second. */
export function makeNonce(outbox: string, part: number): string {
  return createHash('sha256')
    .update(`${outbox}:${part}`)
    .digest('base64url')
    .slice(0, LIMITS.nonce - 1);
}

export function refOf({ channel_id, id }: SentMessage): MessageRef {
  return { conversation: channel_id, message: id };
}
