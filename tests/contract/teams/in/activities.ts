import { randomUUID } from 'node:crypto';
import { BOT_ID, TENANT_ID } from './local-microsoft.ts';

export const MARIA = {
  id: '29:1-maria',
  name: 'Maria Rossi',
  aadObjectId: '0d1b7a0c-7a55-4c61-9a2f-1f0b8a5b7c11',
};
const PERSONAL = { conversationType: 'personal', tenantId: TENANT_ID, id: 'a:1-chat-with-maria' };
export const CHANNEL_ID = '19:shop-floor@thread.tacv2';

type Fields = Record<string, unknown>;

/** The shape of a message as Teams posts it in a 1:1 chat. */
export function personalMessage(serviceUrl: string, text: string, change: Fields = {}): Fields {
  return {
    text,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }],
    type: 'message',
    timestamp: new Date().toISOString(),
    localTimestamp: '2026-11-23T09:15:00.123+01:00',
    localTimezone: 'Europe/Rome',
    id: `1732${randomUUID()}`,
    channelId: 'msteams',
    serviceUrl,
    from: MARIA,
    conversation: PERSONAL,
    recipient: { id: BOT_ID, name: 'Dyocense' },
    entities: [{ locale: 'it-IT', country: 'IT', platform: 'Web', timezone: 'Europe/Rome', type: 'clientInfo' }],
    channelData: { tenant: { id: TENANT_ID } },
    locale: 'it-IT',
    ...change,
  };
}

/** In a thread of a team's channel, with the mention of the bot that brings it to the bot. */
export function channelMessage(serviceUrl: string, text: string, change: Fields = {}): Fields {
  return personalMessage(serviceUrl, `<at>Dyocense</at> ${text}`, {
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId: TENANT_ID,
      id: `${CHANNEL_ID};messageid=1732000000000`,
    },
    entities: [{ type: 'mention', mentioned: { id: BOT_ID, name: 'Dyocense' }, text: '<at>Dyocense</at>' }],
    channelData: {
      teamsChannelId: CHANNEL_ID,
      teamsTeamId: '19:team@thread.tacv2',
      channel: { id: CHANNEL_ID, type: 'standard' },
      team: { id: '19:team@thread.tacv2' },
      tenant: { id: TENANT_ID },
    },
    ...change,
  });
}

export function groupMessage(serviceUrl: string, text: string, change: Fields = {}): Fields {
  return channelMessage(serviceUrl, text, {
    conversation: { isGroup: true, conversationType: 'groupChat', tenantId: TENANT_ID, id: '19:g1@thread.v2' },
    channelData: { tenant: { id: TENANT_ID } },
    ...change,
  });
}

/** An event of a conversation: people added, removed, the app put in or taken out. */
export function teamEvent(serviceUrl: string, type: string, change: Fields = {}): Fields {
  return channelMessage(serviceUrl, '', {
    type,
    text: undefined,
    entities: undefined,
    attachments: undefined,
    ...change,
  });
}

export function invoke(serviceUrl: string, name: string, value: unknown, change: Fields = {}): Fields {
  return personalMessage(serviceUrl, '', {
    type: 'invoke',
    name,
    value,
    text: undefined,
    attachments: undefined,
    ...change,
  });
}
