import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endAccessAt } from '../../src/access/end-access.ts';
import { makeSignInLink } from '../../src/access/sign-in.ts';
import type { Company, Person, Role } from '../../src/contracts/company.ts';
import { admitPerson, findPerson } from '../../src/db/queries/people.ts';
import { unlinkWorkspace } from '../../src/db/queries/removed-workspaces.ts';
import { type AccessHouse, openAccessHouse, SLACK, wordsTo } from './access-support.ts';
import { makeInbound } from './fill-company.ts';
import { createTestCompany } from './harness.ts';

const NOW = '2026-11-23T09:00:00Z';
let house: AccessHouse;
let company: Company;
let place: { readonly channel: 'slack'; readonly workspace: string };
let made = 0;
beforeAll(async () => {
  house = await openAccessHouse();
});
afterAll(() => house?.database.close());
beforeEach(async () => {
  made += 1;
  house.setNow(NOW);
  company = await createTestCompany(house.database, { name: 'Harbor Café' });
  place = { ...SLACK, workspace: `T${made}` };
  await link('UA');
});

/** Somebody links the workspace by a code, as its owner does. */
async function link(user: string): Promise<void> {
  const { code } = await house.host.connectCode({ channel: 'web', workspace: company.slug }, 'local');
  await house.access.linkByText(makeInbound({ ...place, user, userName: user, text: `link ${code}` }));
}
const admit = (user: string, role: Role, at: { channel: string; workspace: string } = place): Promise<Person> =>
  house.database.inTenant(company.id, (tx) =>
    admitPerson(tx, { ...at, externalUser: user }, { displayName: user, role }),
  );
const known = (user: string) =>
  house.database.inTenant(company.id, (tx) => findPerson(tx, { ...place, externalUser: user }));
const remove = () =>
  house.database.inTenant(company.id, async (tx) => {
    await endAccessAt(tx, place);
    await unlinkWorkspace(tx, place);
  });

async function signIn(person: Person): Promise<string> {
  const url = await house.database.inTenant(company.id, (tx) =>
    makeSignInLink(tx, person.id, 'https://coach.example.com', new Date(NOW)),
  );
  return (await house.host.signIn(url.split('/').at(-1) ?? '')).session;
}

describe('a workspace that is gone', () => {
  it('signs out whom it alone vouched for, and leaves the others', async () => {
    const vera = await admit('UV', 'member');
    const tom = await admit('UT', 'member');
    const other = { channel: 'teams', workspace: `tenant-${made}` };
    const pia = await admit('p@x', 'member', other);
    await house.database.asOwner(
      'insert into channel_identities (tenant_id, channel, workspace, external_user, user_id) values ($1, $2, $3, $4, $5)',
      [company.id, other.channel, other.workspace, 't@x', tom.id],
    );
    const sessions = await Promise.all([vera, tom, pia].map(signIn));
    await remove();
    const found = await Promise.all(sessions.map((session) => house.host.session(session)));
    expect(found.map((person) => person?.displayName)).toEqual([undefined, 'UT', 'p@x']);
    expect(await known('UT')).toBeNull();
  });

  it('linked anew knows nobody of before but who linked it', async () => {
    await admit('UV', 'manager');
    await house.receive(company, { ...place, user: 'UW', userName: 'Will', text: 'Hi' });
    await remove();
    await link('UB');
    expect(await Promise.all(['UA', 'UV', 'UW'].map(known))).toEqual([null, null, null]);
    expect(await known('UB')).toMatchObject({ role: 'owner' });
    // Both are asked for anew, whatever was said before.
    for (const user of ['UV', 'UW'])
      expect(wordsTo((await house.receive(company, { ...place, user })).sender)).toContain('I have asked UB,');
    await admit('UV', 'viewer');
    expect(await known('UV')).toMatchObject({ role: 'viewer' });
  });

  it('leaves its first owner, without the account, where there is no other; they link it again', async () => {
    const bo = await admit('UB', 'owner');
    const ada = await known('UA');
    if (!ada) throw new Error('Ada linked it.');
    const [hers, his] = await Promise.all([signIn(ada), signIn(bo)]);
    await remove();
    expect(await house.host.session(hers)).toMatchObject({ displayName: 'UA', role: 'owner' });
    expect(await house.host.session(his)).toBeNull();
    expect(await known('UA')).toBeNull();
    await link('UA');
    expect(await known('UA')).toEqual(ada);
    expect(await known('UB')).toBeNull();
  });

  it('leaves no owner of its own where there is another one elsewhere', async () => {
    const ada = await known('UA');
    await admit('o@x', 'owner', { channel: 'teams', workspace: `tenant-${made}` });
    const session = ada && (await signIn(ada));
    await remove();
    expect(await house.host.session(session ?? '')).toBeNull();
  });
});
