import type { Place } from '../channel.ts';
import { inBackground, placeOf, type SlackContext } from './context.ts';
import { buildHome } from './home-view.ts';
import { hearMessage } from './on-message.ts';
import { suggestPrompts } from './starters.ts';
import {
  AssistantThreadEvent,
  EventEnvelope,
  HomeOpenedEvent,
  JoinedEvent,
  TokensRevokedEvent,
  UserChangeEvent,
} from './wire.ts';

type Handler = (context: SlackContext, place: Place, event: unknown, shared: boolean | undefined) => Promise<void>;

/**
 * What happens at each event. Resolves when what must not be lost is stored; courtesies (a home tab, a greeting) go
 * on after that. The manifest subscribes to these, `message` by kind of conversation.
 */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  message: hearMessage,
  app_mention: hearMessage,
  app_home_opened: async (context, place, payload) => {
    const { user, channel, tab } = HomeOpenedEvent.parse(payload);
    if (tab === 'home') inBackground(context, 'draw the home tab', publishHome(context, place, user));
    else if (channel)
      inBackground(context, 'suggest questions', suggestPrompts(context, place, { conversation: channel, user }));
  },
  member_joined_channel: async (context, place, payload) => {
    const { user, channel } = JoinedEvent.parse(payload);
    context.rooms.forget(place, channel);
    if (user !== (await context.bots.bot(place)).userId) return;
    const words =
      'Hello! I am your business coach. Mention me with a question, such as “how will sales be next week?”, or type /coach. I show numbers here only if everyone in the channel may see them.';
    const say = () => context.sender.say(place, { conversation: channel, ephemeral: false }, words);
    inBackground(context, 'greet a channel', context.once.run(`${place.workspace}:hello:${channel}`, say));
  },
  user_change: async ({ host, people }, place, payload) => {
    const { user } = UserChangeEvent.parse(payload);
    people.forget(place, user.id);
    if (user.deleted) await host.notice(place, { kind: 'left', user: user.id });
  },
  app_uninstalled: endInstallation,
  tokens_revoked: async (context, place, payload) => {
    const { tokens } = TokensRevokedEvent.parse(payload);
    // A person's own token may be revoked too; we have none of those.
    if (tokens.bot?.length) await endInstallation(context, place);
  },
};

/** Events of apps made before Slack's present messages tab took the assistant pane's place; new ones cannot have them. */
export const OLDER_HANDLERS: typeof HANDLERS = {
  assistant_thread_started: suggestInPane,
  assistant_thread_context_changed: suggestInPane,
};

/** @param payload the whole body as Slack sent it; what cannot be read is logged and let go, trying again is no use */
export async function handleEvent(context: SlackContext, payload: unknown): Promise<void> {
  const envelope = EventEnvelope.safeParse(payload);
  const { team_id, authorizations, event, is_ext_shared_channel } = envelope.data ?? {};
  // In a channel shared by two companies, the first is where it happened, the second where the app is installed.
  const workspace = authorizations?.[0]?.team_id ?? team_id;
  const handler = event && (HANDLERS[event.type] ?? OLDER_HANDLERS[event.type]);
  if (!handler || !workspace) return;
  await handler(context, placeOf(workspace), event, is_ext_shared_channel);
}

async function publishHome({ host, bots }: SlackContext, place: Place, user: string): Promise<void> {
  const client = await bots.clientFor(place);
  await client.views.publish({ user_id: user, view: buildHome(await host.home(place, user)) });
}

async function suggestInPane(context: SlackContext, place: Place, payload: unknown): Promise<void> {
  const {
    user_id: user,
    channel_id: conversation,
    thread_ts: thread,
  } = AssistantThreadEvent.parse(payload).assistant_thread;
  context.threads.open(place.workspace, conversation, thread);
  inBackground(context, 'suggest questions', suggestPrompts(context, place, { conversation, user, thread }));
}

/** Slack's word may come late, or again, when the app is installed anew: its keys say what is so. */
async function endInstallation({ host, bots, log }: SlackContext, place: Place): Promise<void> {
  if (await bots.stillWorks(place))
    return log.info({}, 'an end of a Slack installation was passed over: its key works');
  await host.notice(place, { kind: 'removed' });
  await host.installations.remove(place);
  bots.forget(place);
  log.info({}, 'the app was taken out of a Slack workspace');
}
