import type { LocalSlack } from '../slack/local-slack.ts';
import type { Where, Who } from './channel-driver.ts';

/** The story's people and rooms as Slack knows them. */
export const SLACK_PEOPLE: Readonly<Record<Who, { readonly id: string; readonly name: string }>> = {
  owner: { id: 'U0OLGA0001', name: 'Olga Owner' },
  colleague: { id: 'U0CARL0001', name: 'Carl Colleague' },
  stranger: { id: 'U0STAN0001', name: 'Stan Stranger' },
  guest: { id: 'U0GRETA001', name: 'Greta Guest' },
};

const CHANNELS: Readonly<Record<Exclude<Where, 'direct'>, { readonly id: string; readonly people: readonly Who[] }>> = {
  team: { id: 'C0TEAM0001', people: ['owner', 'colleague'] },
  mixed: { id: 'C0MIXED001', people: ['owner', 'colleague', 'stranger'] },
  outside: { id: 'C0OUTSIDE1', people: ['owner', 'colleague', 'guest'] },
};

const ALL = Object.keys(SLACK_PEOPLE) as Who[]; // its keys are the people

/** Sets the scene: who is there, and where. */
export function peopleSlack({ workspace }: LocalSlack): void {
  for (const { id, name } of Object.values(SLACK_PEOPLE))
    workspace.users.set(id, {
      real_name: name,
      tz: 'America/New_York',
      profile: { display_name: name, real_name: name },
      ...(id === SLACK_PEOPLE.guest.id ? { team_id: 'T0SUPPLIER', is_stranger: true } : {}),
    });
  for (const [where, { id, people }] of Object.entries(CHANNELS)) {
    workspace.members.set(id, [workspace.botUser, ...people.map((who) => SLACK_PEOPLE[who].id)]);
    workspace.channels.set(id, { name: where, is_ext_shared: where === 'outside', is_shared: where === 'outside' });
  }
  // Times of messages are times: what the coach opened long ago it does not finish.
  workspace.clock = Math.floor(Date.now() / 1_000);
}

export function conversationOf(who: Who, where: Where): string {
  return where === 'direct' ? `D${SLACK_PEOPLE[who].id.slice(1)}` : CHANNELS[where].id;
}

/** Where a conversation is in the story, and who sees what stands there. */
export function readConversation(id: string): { readonly where: Where; readonly seenBy: 'all' | Who } {
  const channel = Object.entries(CHANNELS).find(([, known]) => known.id === id);
  if (channel) return { where: channel[0] as Where, seenBy: 'all' }; // a key of CHANNELS
  return { where: 'direct', seenBy: whoIs(`U${id.slice(1)}`) };
}

export function whoIs(user: string): Who {
  const who = ALL.find((name) => SLACK_PEOPLE[name].id === user);
  if (!who) throw new Error(`Nobody in the story is ${user}.`);
  return who;
}
