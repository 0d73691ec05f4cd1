import { z } from 'zod';

/** What Discord sends, as far as the channel reads it. The same shapes come by the gateway and over HTTP. */

const snowflake = z.string().regex(/^\d{5,25}$/);
const user = z.object({
  id: snowflake,
  username: z.string().default(''),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});
const member = z.object({ nick: z.string().nullish(), user: user.optional() });

export const attachmentShape = z.object({
  id: snowflake,
  filename: z.string(),
  url: z.string(),
  size: z.number(),
  content_type: z.string().nullish(),
});

export const messageShape = z.object({
  id: snowflake,
  channel_id: snowflake,
  guild_id: snowflake.optional(),
  author: user,
  member: member.optional(),
  content: z.string().default(''),
  timestamp: z.string(),
  type: z.number().default(0),
  webhook_id: snowflake.optional(),
  mentions: z.array(user).default([]),
  mention_roles: z.array(snowflake).default([]),
  attachments: z.array(attachmentShape).default([]),
  referenced_message: z.object({ id: snowflake.optional(), author: user }).nullish(),
});

/** A change of a message. Discord also sends one when it has looked up a link: then nobody edited anything. */
export const editedShape = z.object({
  id: snowflake,
  channel_id: snowflake,
  guild_id: snowflake.optional(),
  author: user.optional(),
  content: z.string().optional(),
  edited_timestamp: z.string().nullish(),
  mentions: z.array(user).default([]),
});

export const deletedShape = z.object({ id: snowflake, channel_id: snowflake, guild_id: snowflake.optional() });
export const deletedManyShape = z.object({
  ids: z.array(snowflake),
  channel_id: snowflake,
  guild_id: snowflake.optional(),
});
export const memberLeftShape = z.object({ guild_id: snowflake, user });
export const guildGoneShape = z.object({ id: snowflake, unavailable: z.boolean().optional() });

const option = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

const field = z.object({ custom_id: z.string(), value: z.string().optional(), values: z.array(z.string()).optional() });

const interactionBase = z.object({
  id: snowflake,
  application_id: snowflake,
  token: z.string().min(1),
  guild_id: snowflake.optional(),
  channel_id: snowflake.optional(),
  channel: z.object({ id: snowflake, type: z.number().optional() }).optional(),
  member: member.optional(),
  user: user.optional(),
  locale: z.string().default('en-US'),
});

const command = z.object({
  name: z.string(),
  options: z.array(option).default([]),
  resolved: z.object({ attachments: z.record(z.string(), attachmentShape).default({}) }).optional(),
});

export const interactionShape = z.discriminatedUnion('type', [
  interactionBase.extend({ type: z.literal(1) }),
  interactionBase.extend({ type: z.literal(2), data: command }),
  interactionBase.extend({
    type: z.literal(3),
    data: z.object({ custom_id: z.string(), component_type: z.number(), values: z.array(z.string()).default([]) }),
    message: z.object({ id: snowflake, flags: z.number().default(0) }),
  }),
  interactionBase.extend({ type: z.literal(4), data: command }),
  interactionBase.extend({
    type: z.literal(5),
    data: z.object({
      custom_id: z.string(),
      // A field stands in a label, or (older) in a row of its own.
      components: z
        .array(z.object({ component: field.optional(), components: z.array(field).default([]) }))
        .default([]),
    }),
  }),
]);

export type DiscordMessage = z.infer<typeof messageShape>;
export type DiscordUser = z.infer<typeof user>;
export type DiscordAttachment = z.infer<typeof attachmentShape>;
export type Interaction = z.infer<typeof interactionShape>;
export type InteractionOf<Type extends Interaction['type']> = Extract<Interaction, { type: Type }>;
export type CommandData = z.infer<typeof command>;
export type ModalData = InteractionOf<5>['data'];

/** The name people see: the one of the server, else the display name, else the account's. */
export function nameOf(person: DiscordUser, inGuild: { readonly nick?: string | null } | undefined): string {
  return inGuild?.nick || person.global_name || person.username;
}

/** When something was made: every id of Discord carries the moment. Its epoch is the first second of 2015. */
export function timeOf(id: string): Date {
  return new Date(Number(BigInt(id) >> 22n) + 1_420_070_400_000);
}
