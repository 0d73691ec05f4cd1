import type { ChannelNotice } from '../../src/contracts/delivery.ts';
import { placeOf } from './find-workspace.ts';
import type { GatewayEvents } from './gateway.ts';
import { readWords } from './handle-message.ts';
import type { MessageParts } from './parts.ts';
import { logFailure } from './take-inbound.ts';

/** Discord's type of a channel between the bot and one person. */
export const DIRECT_CHANNEL = 1;

/** What happens to messages and people beside new messages, told to the house. Nothing here throws. */
export function createNotices(parts: MessageParts) {
  const { host, api, finder, log, self } = parts;
  const tell = async (workspaces: readonly string[], notice: ChannelNotice) => {
    for (const workspace of workspaces) await host.notice(placeOf(workspace), notice);
  };
  /** For a direct message: all servers it may have been about. The house passes over what it does not know. */
  const workspacesOf = async (channel: string, guild: string | undefined): Promise<readonly string[]> => {
    if (guild) return [guild];
    const { type, recipients = [] } = await api.channel(channel);
    const person = recipients.find(({ id }) => id !== self());
    if (type !== DIRECT_CHANNEL || !person) return [];
    return (await finder.shared(person.id)).map(({ id }) => id);
  };
  const guarded = async (work: () => Promise<void>) => {
    await work().catch((thrown: unknown) => logFailure(log, thrown, 'discord notice not taken'));
  };
  return {
    edited: ({ id, channel_id, guild_id, author, content, edited_timestamp, mentions }: Edit) =>
      guarded(async () => {
        // Discord also sends this when it has looked up a link, and for changes of our own messages.
        if (!edited_timestamp || !content || author?.bot || author?.id === self()) return;
        const text = readWords(content, mentions, self());
        const notice = { kind: 'edited', conversation: channel_id, message: id, text } as const;
        await tell(await workspacesOf(channel_id, guild_id), notice);
      }),
    deleted: ({ ids, channel_id, guild_id }: Deletion) =>
      guarded(async () => {
        const workspaces = await workspacesOf(channel_id, guild_id);
        for (const message of ids) await tell(workspaces, { kind: 'deleted', conversation: channel_id, message });
      }),
    memberLeft: ({ guild_id, user }: { guild_id: string; user: { id: string } }) =>
      guarded(async () => {
        if (user.id === self()) return;
        finder.leave(user.id, guild_id);
        await tell([guild_id], { kind: 'left', user: user.id });
      }),
    guildGone: (guild: string) => guarded(() => tell([guild], { kind: 'removed' })),
  };
}

type Edit = Parameters<GatewayEvents['edited']>[0];
type Deletion = Parameters<GatewayEvents['deleted']>[0];
