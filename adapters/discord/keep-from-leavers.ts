import type { Outgoing } from '../../src/contracts/delivery.ts';
import { ChannelError } from '../../src/contracts/errors.ts';
import type { Channel, ChatHost } from '../channel.ts';
import type { WorkspaceFinder } from './find-workspace.ts';
import { nameError } from './name-error.ts';

/** Events of Discord's own: whoever sent one was in the server a moment ago. */
const FROM_DISCORD = /^(?:msg|int):/;

/**
 * A direct channel stays open when its person leaves the server, and without the members intent nobody tells us of
 * that. What goes to one person although they asked nothing (a weekly summary, a notice) is therefore sent to members
 * only; the house hears of the others.
 * @param isInServer is this a channel of that server?
 */
export function keepFromLeavers(
  {
    host,
    finder,
    isInServer,
  }: {
    readonly host: Pick<ChatHost, 'notice'>;
    readonly finder: Pick<WorkspaceFinder, 'isMember'>;
    readonly isInServer: (workspace: string, channel: string) => boolean;
  },
  deliver: Channel['deliver'],
): Channel['deliver'] {
  const isForOne = ({ target, place }: Outgoing): boolean =>
    target.visibility !== 'here' || !isInServer(place.workspace, target.conversation);
  return async (outgoing, posted) => {
    const { content, eventId, place, target } = outgoing;
    if (content.kind === 'reply' && !FROM_DISCORD.test(eventId ?? '') && isForOne(outgoing)) {
      const isMember = await finder.isMember(place.workspace, target.user).catch((thrown: unknown) => {
        throw nameError(thrown);
      });
      if (!isMember) {
        await host.notice(place, { kind: 'left', user: target.user });
        throw new ChannelError('This person is not in the Discord server any more.', {
          code: 'discord-left',
          advice: 'Nothing to do: their access has ended.',
        });
      }
    }
    await deliver(outgoing, posted);
  };
}
