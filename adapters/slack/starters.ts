import type { Place } from '../channel.ts';
import type { SlackContext } from './context.ts';
import { commandThread } from './on-command.ts';
import { takeIn, wordsOf } from './take-in.ts';
import { tellPerson } from './tell-person.ts';

/** Slack shows up to four suggested questions. */
const MOST_PROMPTS = 4;

/**
 * A question picked on the home tab, where nothing can be answered: it is written into the direct conversation,
 * and answered under that.
 */
export async function askStarter(
  context: SlackContext,
  place: Place,
  user: string,
  question: string,
  eventId: string,
): Promise<void> {
  const conversation = await context.rooms.direct(place, user);
  const client = await context.bots.clientFor(place);
  const asked = await client.chat
    .postMessage({
      channel: conversation,
      text: question,
      blocks: [{ type: 'section', text: { type: 'plain_text', text: `You asked: ${question}` } }],
    })
    .catch(() => null);
  const thread = asked?.ts ?? commandThread(conversation, user);
  const refusal = await takeIn(context, place, {
    conversation,
    thread,
    eventId,
    user,
    text: question,
    kind: 'message',
    audience: 'private',
  });
  if (refusal) tellPerson(context, place, { conversation, thread, user, direct: true }, wordsOf(refusal));
}

/**
 * Questions that this company's data can answer, to pick from in an empty conversation.
 * @param thread only for apps with the older assistant pane; with the newer one Slack wants none
 */
export async function suggestPrompts(
  { host, bots }: SlackContext,
  place: Place,
  where: { readonly conversation: string; readonly user: string; readonly thread?: string },
): Promise<void> {
  const card = await host.home(place, where.user);
  const starters = card?.company.starters.slice(0, MOST_PROMPTS) ?? [];
  if (starters.length === 0) return;
  const client = await bots.clientFor(place);
  await client.assistant.threads.setSuggestedPrompts({
    channel_id: where.conversation,
    ...(where.thread ? { thread_ts: where.thread } : {}),
    title: 'You could ask me',
    prompts: starters.map((question) => ({ title: question, message: question })),
  });
}
