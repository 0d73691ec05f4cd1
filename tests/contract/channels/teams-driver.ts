import { checkLimits } from '../../../adapters/teams/out/check-limits.ts';
import type { TeamsDraft } from '../../../adapters/teams/transport.ts';
import type { TeamsConfig } from '../../../src/config.ts';
import { startHouse } from '../house/start-house.ts';
import { invoke, personalMessage, teamEvent } from '../teams/in/activities.ts';
import { APP_ID, BOT_ID, BOT_TOKEN, startLocalMicrosoft, TENANT_ID } from '../teams/in/local-microsoft.ts';
import { TEST_ISSUERS } from '../teams/in/start-teams.ts';
import type { ChannelDriver, Said } from './channel-driver.ts';
import { forgeTeams } from './teams-forgeries.ts';
import { readTeamsPosts } from './teams-posts.ts';
import { peopleTeams, sceneOf, TEAMS_PEOPLE } from './teams-scene.ts';

type Fields = Record<string, unknown>;

const BOT = { id: BOT_ID, name: 'Dyocense' };
const MENTION = '<at>Dyocense</at>';
const FILE = 'application/vnd.microsoft.teams.file.download.info';

/** The real Teams channel with the real SDK, Microsoft on this machine before it and the whole house behind it. */
export async function startTeamsDriver(sdk: TeamsConfig['sdk'] = 'botbuilder'): Promise<ChannelDriver> {
  const issuer = TEST_ISSUERS[sdk];
  const microsoft = await startLocalMicrosoft(issuer);
  peopleTeams(microsoft);
  const house = await startHouse(
    {
      sample: false,
      encryptionKey: Buffer.alloc(32, 7).toString('base64'),
      publicUrl: 'https://coach.example.com',
      teams: { appId: APP_ID, appPassword: 'a-secret-of-the-app', tenantId: TENANT_ID, sdk },
    },
    {
      teams: {
        openIdMetadata: microsoft.openIdMetadata,
        issuer,
        authority: microsoft.url,
        token: async () => BOT_TOKEN,
      },
    },
  );
  /** What people said, by its id. */
  const saidBefore = new Map<string, Fields>();
  let last: Fields = {};
  let count = 0;

  async function post(body: string, authorization: string | null): Promise<Response> {
    return fetch(`${house.url}/teams/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
      body,
    });
  }

  async function send(activity: Fields): Promise<string> {
    last = activity;
    const response = await post(JSON.stringify(activity), microsoft.bearer());
    const text = await response.text();
    if (response.status !== 200) throw new Error(`Teams was answered with ${response.status}: ${text}`);
    return text;
  }

  function nextId(): string {
    count += 1;
    return String(1_763_000_000_000 + count);
  }

  function attach({ name, content }: NonNullable<Said['file']>): Fields {
    microsoft.files.set(name, { content: Buffer.from(content) });
    const downloadUrl = `${microsoft.url}/files/${name}`;
    const info = { downloadUrl, uniqueId: nextId(), fileType: name.split('.').at(-1) };
    return {
      attachments: [{ contentType: FILE, contentUrl: `https://shop.sharepoint.com/${name}`, name, content: info }],
    };
  }

  return {
    name: 'teams',
    without: { leaving: 'leaving a team is not leaving the company, and Teams tells of nothing else' },
    house,
    async say({ as, where, text, thread, mention, file, lateMs = 0 }) {
      const id = nextId();
      // A chat has no threads: there people quote what they answer.
      const quoted = where === 'direct' ? thread : undefined;
      const words = `${quoted ? `<quoted messageId="${quoted}"/> ` : ''}${mention ? `${MENTION} ` : ''}${text}`;
      const said = personalMessage(microsoft.serviceUrl, words, {
        id,
        timestamp: new Date(Date.now() - lateMs).toISOString(),
        from: TEAMS_PEOPLE[as],
        locale: 'en-US',
        ...sceneOf(as, where, id, thread),
        entities: [
          ...(mention ? [{ type: 'mention', mentioned: BOT, text: MENTION }] : []),
          ...(quoted ? [{ type: 'quotedReply', quotedReply: { messageId: quoted, senderId: BOT_ID } }] : []),
        ],
        ...(file ? attach(file) : {}),
      });
      saidBefore.set(id, said);
      await send(said);
      return id;
    },
    async command(who, where, name, rest) {
      const id = nextId();
      // Picking a command from the bot's list writes its name in front; that is all a command is in Teams.
      const said = { id, from: TEAMS_PEOPLE[who], locale: 'en-US', ...sceneOf(who, where, id) };
      await send(personalMessage(microsoft.serviceUrl, `${name} ${rest}`, said));
    },
    async press(who, { id, text }, label) {
      const shown = readTeamsPosts(microsoft).find((one) => one.id === id);
      const button = shown?.buttons.find((one) =>
        typeof label === 'string' ? one.label === label : label.test(one.label),
      );
      if (!shown || !button) throw new Error(`No button ${label} under: ${text}`);
      const scene = sceneOf(who, shown.where, id, shown.thread ?? undefined);
      await send(
        invoke(microsoft.serviceUrl, '', button.data, {
          type: 'message',
          name: undefined,
          id: nextId(),
          from: TEAMS_PEOPLE[who],
          locale: 'en-US',
          replyToId: id,
          ...scene,
        }),
      );
      // What the house says to it comes as a message.
      return '';
    },
    async edit(id, text) {
      const before = findSaid(saidBefore, id);
      await send({
        ...before,
        type: 'messageUpdate',
        text,
        channelData: { ...Object(before.channelData), eventType: 'editMessage' },
      });
    },
    async erase(id) {
      const before = findSaid(saidBefore, id);
      await send({
        ...before,
        type: 'messageDelete',
        text: undefined,
        channelData: { ...Object(before.channelData), eventType: 'softDeleteMessage' },
      });
    },
    async repeat() {
      await send(last);
    },
    async echo() {
      const own = readTeamsPosts(microsoft).at(-1);
      if (!own || own.seenBy === 'all') throw new Error('The coach said nothing in a chat yet.');
      const scene = sceneOf(own.seenBy, own.where, own.id);
      await send(personalMessage(microsoft.serviceUrl, own.text, { id: own.id, from: BOT, recipient: BOT, ...scene }));
    },
    async leave(who) {
      const id = nextId();
      const scene = sceneOf(who, 'team', id);
      await send(
        teamEvent(microsoft.serviceUrl, 'conversationUpdate', {
          id,
          from: TEAMS_PEOPLE.owner,
          ...scene,
          membersRemoved: [TEAMS_PEOPLE[who]],
          channelData: { ...Object(scene.channelData), eventType: 'teamMemberRemoved' },
        }),
      );
    },
    forge: (howMany) =>
      forgeTeams(
        microsoft,
        async (body, authorization) => (await post(body, authorization)).status,
        personalMessage(microsoft.serviceUrl, 'How much was total last week?', {
          from: TEAMS_PEOPLE.owner,
          ...sceneOf('owner', 'direct', nextId()),
        }),
        howMany,
      ),
    misbehave(how, calls) {
      for (let call = 0; call < calls; call += 1)
        microsoft.refusals.push(
          how === 'down'
            ? { status: 503 }
            : { status: 429, headers: { 'retry-after': '1' }, body: { error: { code: 'TooManyRequests' } } },
        );
    },
    posts: () => readTeamsPosts(microsoft),
    mistakes: () =>
      microsoft.calls
        .filter(({ method, path }) => method !== 'DELETE' && path.includes('/activities'))
        // What the channel sent is what it drew, with the transport's fields around it.
        .flatMap(({ body }) => checkLimits(body as unknown as TeamsDraft)),
    async close() {
      await house.close();
      await microsoft.close();
    },
  };
}

function findSaid(said: ReadonlyMap<string, Fields>, id: string): Fields {
  const before = said.get(id);
  if (!before) throw new Error('Nobody said that.');
  return before;
}
