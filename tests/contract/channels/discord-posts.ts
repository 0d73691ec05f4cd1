import { z } from 'zod';
import type { LocalDiscord, Standing } from '../discord/local-discord.ts';
import type { Post, Who } from './channel-driver.ts';
import { readChannel } from './discord-scene.ts';

/** A button, or a line of a list: its label, and what Discord sends when it is picked. */
export interface DiscordButton {
  readonly id: string;
  readonly label: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface DiscordPost extends Post {
  readonly channel: string;
  readonly flags: number;
  readonly buttons: readonly DiscordButton[];
}

const EPHEMERAL = 64;

/** What stands on Discord now, oldest first. @param presserOf who used the interaction with this token */
export function readDiscordPosts(
  discord: LocalDiscord,
  presserOf: (token: string | null) => Who | undefined,
): readonly DiscordPost[] {
  return [...discord.messages.values()].map(readPost).filter(isSaid);

  function readPost(message: Standing): DiscordPost {
    const { content, embeds, attachments, components } = Message.parse(message);
    const { where, seenBy } = readChannel(discord, message.channel_id);
    const alone = (message.flags & EPHEMERAL) !== 0 ? presserOf(message.token) : undefined;
    const words = embeds.flatMap(({ title, description, fields, footer }) => [
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
      footer?.text ?? '',
    ]);
    return {
      id: message.id,
      channel: message.channel_id,
      flags: message.flags,
      where,
      seenBy: alone ?? seenBy,
      text: [content, ...words]
        .filter((text) => text !== '')
        .map(asShown)
        .join('\n'),
      pictures: attachments.filter(isPicture).map(({ description }) => description),
      files: attachments.filter((one) => !isPicture(one)).map(({ filename }) => filename),
      buttons: components.flatMap((row) => row.components.flatMap(readButtons)),
      thread: null,
    };
  }
}

/** "is thinking" says nothing yet. */
const isSaid = ({ text, pictures, files }: Post): boolean => text !== '' || pictures.length + files.length > 0;

const isPicture = ({ filename }: { readonly filename: string }): boolean => filename.endsWith('.png');

/** Markdown as people see it: without its signs, and with what was escaped. */
function asShown(text: string): string {
  return text
    .replace(/^-# /gm, '')
    .replace(/\\([\\*_~`>|#\-.[\]()<@:])|\*\*|```/g, '$1')
    .trim();
}

const Message = z.looseObject({
  content: z.string(),
  embeds: z.array(
    z.looseObject({
      title: z.string().default(''),
      description: z.string().default(''),
      fields: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
      footer: z.object({ text: z.string() }).optional(),
    }),
  ),
  attachments: z.array(z.object({ filename: z.string(), description: z.string() })),
  components: z.array(z.object({ components: z.array(z.unknown()) })).default([]),
});

const Component = z.looseObject({
  type: z.number(),
  custom_id: z.string(),
  label: z.string().default(''),
  emoji: z.object({ name: z.string() }).optional(),
  options: z.array(z.object({ label: z.string(), value: z.string() })).default([]),
});

function readButtons(given: unknown): DiscordButton[] {
  const { type, custom_id, label, emoji, options } = Component.parse(given);
  const data = { custom_id, component_type: type };
  if (options.length > 0)
    return options.map((option) => ({
      id: option.value,
      label: option.label,
      data: { ...data, values: [option.value] },
    }));
  return [{ id: custom_id, label: `${emoji?.name ?? ''}${label}`, data }];
}
