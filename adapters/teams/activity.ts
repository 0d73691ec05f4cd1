import { z } from 'zod';

/**
 * The Bot Framework's Activity, as far as this channel reads it. Everything else a platform sends stays on the object:
 * Microsoft adds fields as it likes. https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md
 */
const account = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  /** The person in Entra; bots have none. */
  aadObjectId: z.string().nullish(),
  role: z.string().nullish(),
  userRole: z.string().nullish(),
  tenantId: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
});

const entity = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  mentioned: z.looseObject({ id: z.string(), name: z.string().nullish() }).nullish(),
  /** Of type `quotedReply`: the message a person answers by quoting it. */
  quotedReply: z.looseObject({ messageId: z.string() }).nullish().catch(undefined),
});

const attachment = z.looseObject({
  contentType: z.string(),
  contentUrl: z.string().nullish(),
  name: z.string().nullish(),
  content: z.unknown().optional(),
});

const channelData = z.looseObject({
  tenant: z.looseObject({ id: z.string() }).nullish(),
  team: z.looseObject({ id: z.string().nullish() }).nullish(),
  channel: z.looseObject({ id: z.string().nullish(), type: z.string().nullish() }).nullish(),
  eventType: z.string().nullish(),
});

export const teamsActivitySchema = z.looseObject({
  type: z.string(),
  id: z.string().nullish(),
  /** ISO instant, by the platform's clock. */
  timestamp: z.string().nullish(),
  serviceUrl: z.string(),
  channelId: z.literal('msteams'),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string(),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
    isGroup: z.boolean().nullish(),
    name: z.string().nullish(),
  }),
  channelData: channelData.nullish(),
  text: z.string().nullish(),
  textFormat: z.string().nullish(),
  locale: z.string().nullish(),
  localTimezone: z.string().nullish(),
  entities: z.array(entity).nullish(),
  attachments: z.array(attachment).nullish(),
  membersAdded: z.array(account).nullish(),
  replyToId: z.string().nullish(),
  /** Of an invoke: which one. */
  name: z.string().nullish(),
  value: z.unknown().optional(),
});

export type TeamsActivity = z.output<typeof teamsActivitySchema>;
export type TeamsAccount = z.output<typeof account>;
export type TeamsAttachment = z.output<typeof attachment>;
