import { z } from 'zod';

/** What Slack sends, as far as it is read here. Other fields are passed over; null is the same as absent. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined);

export const EventEnvelope = z.object({
  team_id: text,
  authorizations: z.array(z.object({ team_id: text })).nullish(),
  is_ext_shared_channel: flag,
  event: z.looseObject({ type: z.string() }),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

export const SharedFile = z.object({
  id: z.string(),
  name: text,
  mimetype: text,
  size: z.number().nullish(),
  url_private_download: text,
  file_access: text,
});
export type SharedFile = z.infer<typeof SharedFile>;

const innerMessage = z.object({ ts: text, user: text, bot_id: text, text: text, subtype: text });

/** `app_mention` and every subtype of `message`. */
export const MessageEvent = z.object({
  subtype: text,
  channel: z.string(),
  channel_type: text,
  user: text,
  bot_id: text,
  text: text,
  ts: z.string(),
  thread_ts: text,
  parent_user_id: text,
  files: z.array(SharedFile).nullish(),
  message: innerMessage.nullish(),
  previous_message: innerMessage.nullish(),
  deleted_ts: text,
});
export type MessageEvent = z.infer<typeof MessageEvent>;

export const HomeOpenedEvent = z.object({ user: z.string(), channel: text, tab: text });

export const AssistantThreadEvent = z.object({
  assistant_thread: z.object({ user_id: z.string(), channel_id: z.string(), thread_ts: z.string() }),
});

export const JoinedEvent = z.object({ user: z.string(), channel: z.string() });

export const UserChangeEvent = z.object({ user: z.object({ id: z.string(), deleted: flag }) });

export const TokensRevokedEvent = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) });

export const Command = z.object({
  command: z.string(),
  text: text,
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  trigger_id: z.string(),
  response_url: text,
});
export type Command = z.infer<typeof Command>;

const who = { user: z.object({ id: z.string(), team_id: text }), team: z.object({ id: z.string() }).nullish() };

export const BlockActions = z.object({
  ...who,
  container: z
    .object({ channel_id: text, message_ts: text, thread_ts: text, is_ephemeral: flag, view_id: text })
    .nullish(),
  message: z.object({ ts: text, thread_ts: text }).nullish(),
  response_url: text,
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: text,
        value: text,
        selected_option: z.object({ value: text }).nullish(),
      }),
    )
    .min(1),
});
export type BlockActions = z.infer<typeof BlockActions>;

/** What was picked or typed into each element of a form, by block and action id. */
const formValue = z.object({ selected_option: z.object({ value: z.string() }).nullish(), selected_time: text });

export const ViewSubmission = z.object({
  ...who,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    app_installed_team_id: text,
    state: z.object({ values: z.record(z.string(), z.record(z.string(), formValue)) }),
  }),
});
export type ViewSubmission = z.infer<typeof ViewSubmission>;
