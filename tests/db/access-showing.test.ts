import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Company, Person, Role } from '../../src/contracts/company.ts';
import type { ChartId } from '../../src/contracts/ids.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import { admitPerson } from '../../src/db/queries/people.ts';
import { type AccessHouse, openAccessHouse, readResult, SLACK } from './access-support.ts';
import { makeReply } from './fill-company.ts';
import { createTestCompany } from './harness.ts';

/** The turn an answer belongs to. */
const TURN = '0190b0b0-0000-4000-8000-000000000001';
// One chart is enough to be numbers; its id is never looked up here.
const NUMBERS = makeReply('0190b0b0-0000-4000-8000-000000000002' as ChartId);
const WORDS = { ...NUMBERS, charts: [] };

let house: AccessHouse;
let company: Company;
let ada: Person;
beforeAll(async () => {
  house = await openAccessHouse();
});
afterAll(() => house?.database.close());
beforeEach(async () => {
  company = await createTestCompany(house.database);
  house.members.clear();
  house.open.clear();
  house.asked.length = 0;
  ada = await admit('UA', 'owner');
  await admit('UV', 'viewer');
});

const admit = (user: string, role: Role) =>
  house.database.inTenant(company.id, (tx) =>
    admitPerson(tx, { ...SLACK, externalUser: user }, { displayName: user, role }),
  );
/** A conversation of its own for each test: who is there is remembered for a minute. */
const conversation = () => `${company.slug}-C`;
const decide = (audience: Inbound['audience'], person: Person | null, reply = NUMBERS) =>
  house.access.decideShowing(
    company.id,
    { ...SLACK, conversation: conversation(), audience, user: 'UA' },
    { turn: TURN, person, reply },
  );
const shows = async (audience: Inbound['audience'], person: Person | null = ada) =>
  (await decide(audience, person)).visibility;

describe('an answer with numbers', () => {
  it('shows in a direct message', async () => {
    expect(await decide('private', ada)).toEqual({ visibility: 'here', actions: [] });
  });

  it('shows in a group when everyone there is let in, and not when one is not', async () => {
    house.members.set(conversation(), ['UA', 'UV']);
    expect(await shows('group')).toBe('here');
    house.members.set(conversation(), ['UA', 'UV', 'UX']);
    house.setNow('2026-11-23T09:01:01Z');
    expect(await shows('group')).toBe('asker');
  });

  it('shows to the asker alone where it is not known who is there, or the platform cannot be asked', async () => {
    expect(await shows('group')).toBe('asker');
    const where = { ...SLACK, conversation: 'broken', audience: 'group', user: 'UA' } as const; // keeps the literals
    const broken = await house.access.decideShowing(company.id, where, { turn: TURN, person: ada, reply: NUMBERS });
    expect(broken.visibility).toBe('asker');
    house.members.set('empty', []);
    expect((await house.access.audienceOf(company.id, { ...where, conversation: 'empty' })).visibility).toBe('asker');
  });

  it('shows to the asker alone where outsiders are, even if all of them are known', async () => {
    house.members.set(conversation(), ['UA', 'UV']);
    expect(await shows('external')).toBe('asker');
  });

  it('asks the platform at most once a minute, and sees at once who lost access', async () => {
    house.setNow('2026-11-23T10:00:00Z');
    house.members.set(conversation(), ['UA', 'UV']);
    expect(await shows('group')).toBe('here');
    expect(await shows('group')).toBe('here');
    expect(house.asked).toHaveLength(1);
    await house.database.asOwner('update users set ended_at = now() where tenant_id = $1 and role = $2', [
      company.id,
      'viewer',
    ]);
    expect(await shows('group')).toBe('asker');
    house.setNow('2026-11-23T10:01:01Z');
    await shows('group');
    expect(house.asked).toHaveLength(2);
  });
});

describe('a digest', () => {
  const digest = (audience: Inbound['audience'], at: Partial<Inbound> = {}) =>
    house.access.decideShowing(
      company.id,
      { ...SLACK, conversation: conversation(), audience, user: 'UA', kind: 'scheduled', ...at },
      { turn: TURN, person: ada, reply: NUMBERS },
    );
  const digestShows = async (...what: Parameters<typeof digest>) => (await digest(...what)).visibility;

  it('goes by how open the conversation is now, not on the day it was set', async () => {
    house.members.set(conversation(), ['UA', 'UV']);
    expect(await digestShows('group')).toBe('here');
    house.open.set(conversation(), 'external');
    const { visibility, actions } = await digest('group');
    expect(visibility).toBe('asker');
    // Who says yes now says it for the people from outside too.
    expect(actions[0]?.call?.input).toMatchObject({ show: 'everyone', outside: true });
    // What came with a message itself is newer than what the platform is asked.
    expect(await shows('group')).toBe('here');
    house.open.set(conversation(), 'group');
    expect(await digestShows('external')).toBe('here');
  });

  it('goes by the day it was set where the platform does not say', async () => {
    house.members.set(conversation(), ['UA', 'UV']);
    expect(await digestShows('external')).toBe('asker');
    expect(await digestShows('group')).toBe('here');
    expect(await digestShows('external', { conversation: 'broken' })).toBe('asker');
    expect(await digestShows('group', { channel: 'discord' })).toBe('asker');
  });

  it('to one person stays with them', async () => {
    house.open.set(conversation(), 'external');
    expect(await digestShows('private')).toBe('here');
  });
});

it('an answer without numbers shows anywhere', async () => {
  for (const audience of ['private', 'group', 'external'] as const)
    expect(await decide(audience, null, WORDS)).toEqual({ visibility: 'here', actions: [] });
});

describe('the question whether all may see', () => {
  it('goes to who may decide it, in this very conversation, with ids that meet no other button', async () => {
    const { actions } = await decide('group', ada);
    expect(actions.map(({ id, label }) => [id, label])).toEqual([
      [`${TURN}-90`, 'Always show answers to everyone there'],
      [`${TURN}-91`, 'Always keep them private'],
    ]);
    for (const role of ['viewer', 'member'] as const)
      expect((await decide('group', { ...ada, role })).actions).toEqual([]);
    expect((await decide('external', { ...ada, role: 'manager' })).actions).toHaveLength(2);
    expect((await decide('group', null)).actions).toEqual([]);
  });

  it('is answered once and remembered, for this conversation only, and can be changed in words', async () => {
    const { actions } = await decide('external', ada);
    const [everyone, asker] = actions.map(({ call }) => call);
    if (!everyone || !asker) throw new Error('no buttons');
    // Pressed under an answer that came as a direct message, so that “this conversation” would be the wrong one.
    expect(readResult(await house.run(company, ada, everyone))).toContain(
      'everyone in the conversation you asked in sees my answers',
    );
    expect(await decide('external', ada)).toEqual({ visibility: 'here', actions: [] });
    expect(
      (await house.access.audienceOf(company.id, { ...SLACK, conversation: 'other', audience: 'external', user: 'UA' }))
        .visibility,
    ).toBe('asker');
    await house.run(company, ada, asker);
    expect(await decide('external', ada)).toEqual({ visibility: 'asker', actions: [] });
    const said = { skill: 'manage-access', input: { action: 'consent', show: 'everyone' } } as const; // a SkillCall
    const there = await house.run(company, ada, said, { conversation: conversation(), audience: 'group' });
    expect(readResult(there)).toContain('everyone in this conversation sees my answers');
    expect(await shows('group')).toBe('here');
    expect(readResult(await house.run(company, ada, said, { audience: 'private' }))).toContain('Only you see');
  });

  it('is asked again when a channel of colleagues was shared with people from outside', async () => {
    const [among] = (await decide('group', ada)).actions;
    if (!among?.call) throw new Error('no button');
    await house.run(company, ada, among.call);
    expect(await shows('group')).toBe('here');
    const shared = await decide('external', ada);
    expect(shared.visibility).toBe('asker');
    const [everyone] = shared.actions;
    if (!everyone?.call) throw new Error('no button');
    await house.run(company, ada, everyone.call);
    expect(await shows('external')).toBe('here');
    expect(await shows('group')).toBe('here');
  });

  it('is not decided by a member', async () => {
    const { actions } = await decide('group', ada);
    const call = actions[0]?.call;
    if (!call) throw new Error('no button');
    await expect(house.run(company, { ...ada, role: 'member' }, call)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await shows('group')).toBe('asker');
  });
});

it('a channel may ask before the answer is there', async () => {
  house.members.set(conversation(), ['UA']);
  await house.database.asOwner(
    'insert into channel_workspaces (tenant_id, channel, workspace) values ($1, $2, $3) on conflict (channel, workspace) do update set tenant_id = $1',
    [company.id, SLACK.channel, SLACK.workspace],
  );
  const where = { conversation: conversation(), user: 'UA' };
  expect(await house.host.audience(SLACK, { ...where, audience: 'group' })).toBe('here');
  expect(await house.host.audience(SLACK, { ...where, audience: 'external' })).toBe('asker');
  expect(await house.host.audience({ ...SLACK, workspace: 'unlinked' }, { ...where, audience: 'group' })).toBe('asker');
});
