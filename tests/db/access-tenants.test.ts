import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeRole, refuseRequest, removePerson } from '../../src/access/manage-people.ts';
import { hashSecret, hashTypedCode } from '../../src/access/secrets.ts';
import type { Company, Person } from '../../src/contracts/company.ts';
import { findRequest, listWaiting, reopenQuestion } from '../../src/db/queries/access-requests.ts';
import { claimWorkspace } from '../../src/db/queries/companies.ts';
import { findCode, useCode } from '../../src/db/queries/one-time-codes.ts';
import { admitPerson, getPerson, listPeople } from '../../src/db/queries/people.ts';
import { endSession, findSession } from '../../src/db/queries/web-sessions.ts';
import { type AccessHouse, openAccessHouse, readResult } from './access-support.ts';
import { createTestCompany } from './harness.ts';

/** Two companies in one database; `ours` tries everything it can with what belongs to `theirs`. */
let house: AccessHouse;
let ours: Company;
let theirs: Company;
let eve: Person;
let victim: Person;
const place = { channel: 'slack', workspace: 'theirs' } as const; // literal channel
const evesPlace = { channel: 'slack', workspace: 'ours' } as const;
const now = new Date('2026-11-23T09:00:00Z');

beforeAll(async () => {
  house = await openAccessHouse();
  ours = await createTestCompany(house.database);
  theirs = await createTestCompany(house.database, { name: 'Their secret company' });
  eve = await house.database.inTenant(ours.id, async (tx) => {
    await claimWorkspace(tx, evesPlace);
    return admitPerson(tx, { ...evesPlace, externalUser: 'UE' }, { displayName: 'Eve', role: 'owner' });
  });
  victim = await house.database.inTenant(theirs.id, async (tx) => {
    await claimWorkspace(tx, place);
    return admitPerson(tx, { ...place, externalUser: 'UV' }, { displayName: 'Vera', role: 'owner' });
  });
});
afterAll(() => house?.database.close());

const asEve = <T>(work: Parameters<typeof house.database.inTenant<T>>[1]) => house.database.inTenant(ours.id, work);

async function linkOf(company: Company, person: Person, at: typeof place | typeof evesPlace): Promise<string> {
  const result = await house.run(company, person, { skill: 'web-login', input: {} }, { ...at, audience: 'private' });
  return /link\/([\w-]+)/.exec(readResult(result))?.[1] ?? '';
}

describe('a code of another company', () => {
  it('is not seen, not used up, and not told apart from a wrong one', async () => {
    const { code } = await house.host.connectCode({ channel: 'web', workspace: theirs.slug }, 'local');
    const wanted = { hash: hashTypedCode(code), purpose: 'workspace' } as const; // literal purpose
    expect(await asEve((tx) => findCode(tx, wanted))).toBeNull();
    expect(await asEve((tx) => useCode(tx, { ...wanted, now }))).toBeNull();
    expect(await house.database.inTenant(theirs.id, (tx) => findCode(tx, wanted))).toEqual({ usedAt: null });
  });

  it('for a workspace signs nobody in, and a sign-in code links no workspace', async () => {
    const { code } = await house.host.connectCode({ channel: 'web', workspace: theirs.slug }, 'local');
    for (const form of [code, code.replace('-', '')])
      await expect(house.host.signIn(form)).rejects.toMatchObject({ code: 'bad-code' });
    const login = await linkOf(theirs, victim, place);
    const install = house.host.installations.save(
      { channel: 'slack', workspace: 'free' },
      { secret: 'xoxb', installedBy: 'UE' },
      login,
    );
    await expect(install).rejects.toMatchObject({ code: 'bad-code' });
    expect(await house.database.findTenantOfWorkspace('slack', 'free')).toBeNull();
  });

  it('signs in to its own company only, whoever opens it', async () => {
    const { session } = await house.host.signIn(await linkOf(theirs, victim, place));
    expect(await house.host.session(session)).toMatchObject({ workspace: theirs.slug, displayName: 'Vera' });
  });
});

describe('a session of another company', () => {
  it('is nobody here and cannot be ended from here', async () => {
    const { session } = await house.host.signIn(await linkOf(theirs, victim, place));
    expect(await asEve((tx) => findSession(tx, hashSecret(session), now))).toBeNull();
    await asEve((tx) => endSession(tx, hashSecret(session), now));
    expect(await house.host.session(session)).not.toBeNull();
  });

  it('its person cannot write here, even by naming this company', async () => {
    const message = { channel: 'web', workspace: ours.slug, user: `user:${victim.id}` } as const; // literal channel
    const { sender } = await house.receive(ours, message);
    expect(sender.kind).toBe('reply');
  });
});

describe('people and wishes of another company', () => {
  it('are not listed, let in, refused, changed or removed from here', async () => {
    const asked = await house.receive(theirs, { ...place, user: 'UT', userName: 'Tom', text: 'Our secret question' });
    const account = { ...place, externalUser: 'UT' };
    expect(await asEve(listWaiting)).toEqual([]);
    expect((await asEve(listPeople)).map(({ displayName }) => displayName)).not.toContain('Vera');
    expect(await asEve((tx) => getPerson(tx, victim.id))).toBeNull();
    expect(await asEve((tx) => findRequest(tx, account))).toBeNull();
    expect(await asEve((tx) => refuseRequest(tx, eve, account))).toBeNull();
    expect(await asEve((tx) => reopenQuestion(tx, asked.id))).toBe(false);
    await expect(asEve((tx) => changeRole(tx, eve, victim.id, 'viewer'))).rejects.toMatchObject({
      code: 'no-such-person',
    });
    await expect(asEve((tx) => removePerson(tx, eve, victim.id))).rejects.toMatchObject({ code: 'no-such-person' });
    await expect(house.access.actionsFor(ours.id).letIn(eve, account, 'owner')).rejects.toMatchObject({
      code: 'no-such-request',
    });
    const button = { action: 'let-in', ...place, user: 'UT', role: 'owner' };
    await expect(house.run(ours, eve, { skill: 'manage-access', input: button }, evesPlace)).rejects.toMatchObject({
      code: 'no-such-request',
    });
    const list = readResult(
      await house.run(ours, eve, { skill: 'manage-access', input: { action: 'list' } }, evesPlace),
    );
    expect(list).not.toMatch(/Vera|Tom|secret/);
    expect(await house.database.inTenant(theirs.id, (tx) => findRequest(tx, account))).toMatchObject({
      status: 'waiting',
    });
  });

  it('an owner here is a stranger there, and their consent is ours alone', async () => {
    const { sender } = await house.receive(theirs, { ...place, user: 'UE', userName: 'Eve', text: 'Let me see' });
    expect(sender.kind).toBe('reply');
    const consent = { action: 'consent', show: 'everyone', ...place, conversation: 'C1' };
    await house.run(ours, eve, { skill: 'manage-access', input: consent }, evesPlace);
    const where = { ...place, conversation: 'C1', audience: 'external', user: 'UV' } as const; // literals
    expect((await house.access.audienceOf(theirs.id, where)).visibility).toBe('asker');
  });
});
