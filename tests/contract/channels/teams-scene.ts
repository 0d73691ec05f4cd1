import type { LocalMicrosoft } from '../teams/in/local-microsoft.ts';
import { BOT_ID, TENANT_ID } from '../teams/in/local-microsoft.ts';
import type { Where, Who } from './channel-driver.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The story's people as Teams names them in an activity. */
export const TEAMS_PEOPLE = {
  owner: { id: '29:1-olga', name: 'Olga Owner', aadObjectId: '0d1b7a0c-7a55-4c61-9a2f-1f0b8a5b7c01' },
  colleague: { id: '29:1-carl', name: 'Carl Colleague', aadObjectId: '0d1b7a0c-7a55-4c61-9a2f-1f0b8a5b7c02' },
  stranger: { id: '29:1-stan', name: 'Stan Stranger', aadObjectId: '0d1b7a0c-7a55-4c61-9a2f-1f0b8a5b7c03' },
  guest: { id: '29:1-greta', name: 'Greta Guest', aadObjectId: '0d1b7a0c-7a55-4c61-9a2f-1f0b8a5b7c04' },
} as const satisfies Record<Who, Fields>;

const ALL = Object.keys(TEAMS_PEOPLE) as Who[]; // its keys are the people

/** A channel of a team, a group chat, and a channel with a guest in it. */
const ROOMS: Readonly<Record<Exclude<Where, 'direct'>, { readonly id: string; readonly people: readonly Who[] }>> = {
  team: { id: '19:shop-floor@thread.tacv2', people: ['owner', 'colleague'] },
  mixed: { id: '19:lunch@thread.v2', people: ['owner', 'colleague', 'stranger'] },
  outside: { id: '19:suppliers@thread.tacv2', people: ['owner', 'colleague', 'guest'] },
};

const THREAD = ';messageid=';

/** Sets the scene: who is there, and where. */
export function peopleTeams(microsoft: LocalMicrosoft): void {
  for (const { id, people } of Object.values(ROOMS)) {
    const roster = people.map((who) => ({ ...TEAMS_PEOPLE[who], userRole: who === 'guest' ? 'guest' : 'user' }));
    microsoft.rosters.set(id, [...roster, { id: BOT_ID, name: 'Dyocense' }]);
  }
  for (const who of ALL)
    for (const id of [TEAMS_PEOPLE[who].id, TEAMS_PEOPLE[who].aadObjectId]) microsoft.chats.set(id, chatWith(who));
}

const chatWith = (who: Who): string => `a:1-chat-with-${who}`;

/**
 * The fields of an activity that say where it is.
 * @param message the id of what is said: in a channel it begins a thread, unless it stands in one
 */
export function sceneOf(who: Who, where: Where, message: string, thread?: string): Fields {
  const tenant = { id: TENANT_ID };
  if (where === 'direct') {
    const conversation = { conversationType: 'personal', tenantId: TENANT_ID, id: chatWith(who) };
    return { conversation, channelData: { tenant } };
  }
  const { id } = ROOMS[where];
  if (where === 'mixed') {
    const conversation = { isGroup: true, conversationType: 'groupChat', tenantId: TENANT_ID, id };
    return { conversation, channelData: { tenant } };
  }
  const team = { id: '19:team@thread.tacv2' };
  return {
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId: TENANT_ID,
      id: `${id}${THREAD}${thread ?? message}`,
    },
    channelData: {
      tenant,
      team,
      channel: { id, type: 'standard' },
      teamsChannelId: id,
      teamsTeamId: team.id,
    },
  };
}

/** Where a conversation is in the story, who sees what stands there, and in which thread. */
export function readScene(conversation: string): {
  readonly where: Where;
  readonly seenBy: 'all' | Who;
  readonly thread: string | null;
} {
  const [base, thread = null] = conversation.split(THREAD);
  const room = Object.entries(ROOMS).find(([, { id }]) => id === base);
  if (room) return { where: room[0] as Where, seenBy: 'all', thread }; // a key of ROOMS
  const seenBy = ALL.find((who) => chatWith(who) === base);
  if (!seenBy) throw new Error(`Nothing in the story is ${conversation}.`);
  return { where: 'direct', seenBy, thread };
}
