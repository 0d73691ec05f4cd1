import type { Place } from '../channel.ts';
import { inBackground, type SlackContext } from './context.ts';
import { threadOf } from './out/slack-address.ts';

/**
 * A few words to one person, where they are: nobody else in a channel sees them. Where the coach may not write (it is
 * not in the channel), they come as a direct message.
 */
export function tellPerson(
  context: SlackContext,
  place: Place,
  where: { readonly conversation: string; readonly thread: string; readonly user: string; readonly direct: boolean },
  words: string,
): void {
  const { conversation, user, direct } = where;
  const thread = threadOf(where);
  const { sender, rooms } = context;
  const tell = sender
    .say(place, { conversation, thread, user, ephemeral: !direct }, words)
    .catch(async (error: unknown) => {
      if (direct) throw error;
      await sender.say(place, { conversation: await rooms.direct(place, user), ephemeral: false }, words);
    });
  inBackground(context, 'tell a person something', tell);
}
