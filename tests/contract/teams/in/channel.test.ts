import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHANNEL_ID, channelMessage } from './activities.ts';
import { APP_ID, BOT_ID, TENANT_ID } from './local-microsoft.ts';
import { type RunningTeams, startTeams } from './start-teams.ts';

const PLACE = { channel: 'teams', workspace: TENANT_ID } as const;

describe.each(['botbuilder', 'agents'] as const)('the Teams channel by %s', (sdk) => {
  let teams: RunningTeams;
  beforeEach(async () => {
    teams = await startTeams(sdk);
  });
  afterEach(() => teams.close());

  const fill = (count: number) => {
    for (let nth = 0; nth < count; nth += 1)
      teams.microsoft.roster.push({ id: `29:${nth}`, aadObjectId: `entra-${nth}` });
  };

  it('knows who is in a conversation it heard from, and asks once in a while', async () => {
    fill(150);
    teams.microsoft.roster.push({ id: BOT_ID });
    await teams.post(channelMessage(teams.microsoft.serviceUrl, 'sales?'));
    const members = await teams.channel.membersOf(PLACE, CHANNEL_ID);
    expect(members).toHaveLength(150);
    expect(members?.[0]).toBe('entra-0');
    const asked = () => teams.microsoft.calls.filter(({ path }) => path.endsWith('/pagedmembers'));
    expect(asked().map(({ path }) => path)).toEqual(Array(2).fill(`/emea/v3/conversations/${CHANNEL_ID}/pagedmembers`));
    await teams.channel.membersOf(PLACE, CHANNEL_ID);
    expect(asked()).toHaveLength(2);
  });

  it('gives up on too many, and on a roster it may not read', async () => {
    fill(201);
    await teams.post(channelMessage(teams.microsoft.serviceUrl, 'sales?'));
    expect(await teams.channel.membersOf(PLACE, CHANNEL_ID)).toBeNull();
    teams.microsoft.answers.push({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
    expect(await teams.channel.membersOf(PLACE, '19:other@thread.tacv2')).toBeNull();
  });

  it('knows of guests in a conversation now, also among too many people; without one it knows nothing', async () => {
    const { rosters } = teams.microsoft;
    rosters.set('19:with@thread.v2', [{ id: '29:1' }, { id: '29:g', userRole: 'guest' }]);
    rosters.set('19:without@thread.v2', [{ id: '29:1' }, { id: BOT_ID }]);
    const crowd = Array.from({ length: 201 }, (_, nth) => ({
      id: `29:${nth}`,
      userRole: nth === 150 ? 'guest' : 'user',
    }));
    rosters.set('19:crowd@thread.v2', crowd);
    await teams.post(channelMessage(teams.microsoft.serviceUrl, 'sales?'));
    expect(await teams.channel.audienceOf?.(PLACE, '19:with@thread.v2')).toBe('external');
    expect(await teams.channel.audienceOf?.(PLACE, '19:crowd@thread.v2')).toBe('external');
    // It may still be a shared channel, which no roster tells.
    expect(await teams.channel.audienceOf?.(PLACE, '19:without@thread.v2')).toBeNull();
    teams.microsoft.answers.push({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
    expect(await teams.channel.audienceOf?.(PLACE, '19:other@thread.v2')).toBeNull();
  });

  it('says what is set up, without a secret', async () => {
    const findings = await teams.channel.check();
    expect(findings.map(({ name, ok }) => ({ name, ok }))).toEqual([
      { name: 'app', ok: 'ok' },
      { name: 'login', ok: 'ok' },
      { name: 'endpoint', ok: 'ok' },
      { name: 'app package', ok: 'ok' },
    ]);
    expect(JSON.stringify(findings)).toContain(APP_ID);
    expect(JSON.stringify(findings)).not.toContain('a-secret-of-the-app');
  });

  it('takes a message and answers into its thread', async () => {
    await teams.post(channelMessage(teams.microsoft.serviceUrl, 'sales?'));
    const [inbound] = teams.host.accepted;
    if (!inbound) throw new Error('nothing was accepted');
    const posted: number[] = [];
    await teams.channel.deliver(teams.host.outgoing(inbound), async (part) => void posted.push(part));
    expect(posted).toContain(0);
    const sent = teams.microsoft.calls.filter(({ body }) => body.type === 'message');
    expect(sent.length).toBe(posted.length);
    expect(sent[0]?.path).toBe(`/emea/v3/conversations/${CHANNEL_ID};messageid=1732000000000/activities`);
    expect(sent[0]?.body.entities).toContainEqual(expect.objectContaining({ additionalType: ['AIGeneratedContent'] }));
  });
});
