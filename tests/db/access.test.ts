import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endAccess } from '../../src/access/end-access.ts';
import type { Company, Person, Role } from '../../src/contracts/company.ts';
import type { SkillCall } from '../../src/contracts/skill.ts';
import { admitPerson, ensurePerson, findPerson } from '../../src/db/queries/people.ts';
import { type AccessHouse, openAccessHouse, personOf, readResult, SLACK, wordsTo } from './access-support.ts';
import { makeInbound } from './fill-company.ts';
import { createTestCompany } from './harness.ts';

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
  house.setNow('2026-11-23T09:00:00Z');
  company = await createTestCompany(house.database, { name: 'Harbor Café' });
  place = { ...SLACK, workspace: `T${made}` };
});

/** Links the workspace by a code, as its owner does; returns that owner. */
async function linkAs(user: string, userName: string): Promise<Person> {
  const { code } = await house.host.connectCode({ channel: 'web', workspace: company.slug }, 'local');
  const message = { ...place, user, userName, text: `link ${code}` };
  const tenant = await house.access.linkByText(makeInbound(message));
  expect(tenant).toBe(company.id);
  await house.receive(company, message);
  return personOf((await house.receive(company, { ...place, user })).sender);
}

const admit = (user: string, displayName: string, role: Role): Promise<Person> =>
  house.database.inTenant(company.id, (tx) => admitPerson(tx, { ...place, externalUser: user }, { displayName, role }));

const press = (person: Person, call: SkillCall | undefined) => {
  if (!call) throw new Error('That button does nothing.');
  return house.run(company, person, call, place);
};

describe('a newcomer', () => {
  it('is told whose coach this is, the owner is asked once, and a yes answers the question', async () => {
    const ada = await linkAs('UA', 'Ada');
    const first = await house.receive(company, { ...place, user: 'UT', userName: 'Tom', text: 'How were sales?' });
    expect(wordsTo(first.sender)).toBe(
      'I am the business coach of Harbor Café, set up by Ada. You are not let in yet.\n\nI have asked Ada, and will answer your question when they say yes.',
    );
    expect(first.sender.kind === 'reply' && first.sender.queued).toHaveLength(1);
    const second = await house.receive(company, { ...place, user: 'UT', userName: 'Tom', text: 'And rent?' });
    expect(wordsTo(second.sender)).toContain('I have asked Ada already.');
    expect(second.sender.kind === 'reply' && second.sender.queued).toEqual([]);

    const [notice, ...more] = await house.notices(company, 'UA');
    expect(more).toEqual([]);
    expect(notice?.reply.text).toBe(
      'Tom wrote to me and is not let in to Harbor Café yet.\n\nThey asked: “How were sales?”\n\nMay they come in? Viewers ask questions, members also add files.',
    );
    expect(notice?.reply.actions.map(({ label }) => label)).toEqual(['Let in as member', 'Let in as viewer', 'No']);

    const result = await press(ada, notice?.calls[1]);
    expect(readResult(result)).toContain('Tom is let in now, as a viewer. I have told them.');
    expect(personOf((await house.receive(company, { ...place, user: 'UT' })).sender)).toMatchObject({
      displayName: 'Tom',
      role: 'viewer',
    });
    expect(house.ran.at(-1)).toEqual({ tenant: company.id, inbound: second.id });
    const [open] = await house.database.asOwner('select status, attempts from inbound_events where id = $1', [
      second.id,
    ]);
    expect(open).toEqual({ status: 'waiting', attempts: 0 });
    const [told] = await house.notices(company, 'UT');
    expect(told?.reply.text).toContain('You are in: Ada let you in to the business coach of Harbor Café.');
    expect(told?.reply.text).toContain('I am answering your question now.');

    // The other button of the same notice, pressed later, changes nothing.
    expect(readResult(await press(ada, notice?.calls[0]))).toContain('Tom is let in already, as a viewer.');
    // The second press finds the question again, should the first have died before it ran it.
    expect(house.ran.slice(-2).map(({ inbound }) => inbound)).toEqual([second.id, second.id]);
  });

  it('who gets a no is not brought up again, and may be let in after all', async () => {
    const ada = await linkAs('UA', 'Ada');
    await house.receive(company, { ...place, user: 'UT', userName: 'Tom', text: 'Hi' });
    const [notice] = await house.notices(company, 'UA');
    const refused = await press(ada, notice?.calls[2]);
    expect(readResult(refused)).toContain('Tom stays out.');
    const again = await house.receive(company, { ...place, user: 'UT', userName: 'Tom', text: 'Please' });
    expect(wordsTo(again.sender)).toContain('the answer was no');
    expect(await house.notices(company, 'UA')).toHaveLength(1);
    const asked = await press(ada, refused.followUps[0]?.call);
    expect(readResult(asked)).toContain('What may Tom do?');
    expect(readResult(await press(ada, asked.question?.choices[1]?.call))).toContain('Tom is let in now, as a member');
  });

  it('where no owner writes from the same platform hears how to get in', async () => {
    await house.database.inTenant(company.id, (tx) =>
      ensurePerson(
        tx,
        { channel: 'web', workspace: company.slug, externalUser: 'local' },
        { displayName: 'You', role: 'owner' },
      ),
    );
    const { sender } = await house.receive(company, { ...place, user: 'UT', text: 'Hi' });
    expect(wordsTo(sender)).toContain('I am the business coach of Harbor Café. You are not let in yet.');
    expect(wordsTo(sender)).toContain('Ask an owner for a code');
    // That code makes its bearer an owner, also in a workspace that is linked.
    const { code } = await house.host.connectCode({ channel: 'web', workspace: company.slug }, 'local');
    const linked = await house.receive(company, {
      ...place,
      user: 'UT',
      userName: 'Tom',
      text: `/coach connect ${code}`,
    });
    expect(wordsTo(linked.sender)).toContain(
      'Hello Tom! This workspace is linked to Harbor Café now, and you are an owner.',
    );
    expect(personOf((await house.receive(company, { ...place, user: 'UT' })).sender).role).toBe('owner');
  });

  it('whose name is no name is still told apart, and a hostile one is said on one line', async () => {
    await linkAs('UA', 'Ada');
    await house.receive(company, { ...place, user: 'UX', userName: 'Eve\n\u202eroot\u0007', text: 'x'.repeat(999) });
    const [notice] = await house.notices(company, 'UA');
    expect(notice?.reply.sections[0]?.spans[0]?.text).toBe(
      'Eve root wrote to me and is not let in to Harbor Café yet.',
    );
    expect(notice?.reply.sections[1]?.spans[0]?.text.length).toBeLessThan(230);
  });
});

describe('what runs by itself', () => {
  it('runs as who set it up, as a manager at most, and not at all once they lost access', async () => {
    await linkAs('UA', 'Ada');
    await admit('UV', 'Vera', 'viewer');
    const byOwner = await house.receive(company, { ...place, user: 'UA', kind: 'scheduled', text: '' });
    expect(personOf(byOwner.sender).role).toBe('manager');
    const byViewer = await house.receive(company, { ...place, user: 'UV', kind: 'scheduled', text: '' });
    expect(personOf(byViewer.sender).role).toBe('viewer');
    await house.database.inTenant(company.id, (tx) => endAccess(tx, place, 'UV'));
    const after = await house.receive(company, { ...place, user: 'UV', kind: 'scheduled', text: '' });
    expect(wordsTo(after.sender)).toContain('has no access any more');
    expect(after.sender.kind === 'reply' && after.sender.queued).toEqual([]);
  });
});

describe('people', () => {
  const call = (input: SkillCall['input']): SkillCall => ({ skill: 'manage-access', input });

  it('are listed with role and place, and who waits has a button', async () => {
    const ada = await linkAs('UA', 'Ada');
    await admit('UV', 'Vera', 'viewer');
    await house.receive(company, { ...place, user: 'UT', userName: 'Tom', text: 'Hi' });
    const list = await house.run(company, ada, call({ action: 'list' }), place);
    expect(readResult(list)).toContain('2 people are let in.');
    expect(readResult(list)).toContain('Ada | owner | Slack\nVera | viewer | Slack');
    expect(readResult(list)).toContain('Tom waits to be let in.');
    expect(list.followUps[0]?.call?.input).toMatchObject({ action: 'let-in', user: 'UT' });
  });

  it('get another role; an owner decides about managers, a manager about the others', async () => {
    const ada = await linkAs('UA', 'Ada');
    const max = await admit('UM', 'Max', 'manager');
    await admit('UV', 'Vera', 'viewer');
    const asked = await house.run(company, max, call({ action: 'set-role', name: 'vera' }), place);
    expect(readResult(asked)).toBe('Vera is a viewer. What shall they be?\nMake them a member');
    expect(readResult(await press(max, asked.question?.choices[0]?.call))).toBe('Vera is a member now.');
    await expect(
      house.run(company, max, call({ action: 'set-role', name: 'Vera', role: 'manager' }), place),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(
      house.run(company, max, call({ action: 'set-role', name: 'Ada', role: 'viewer' }), place),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    expect(
      readResult(await house.run(company, ada, call({ action: 'set-role', name: 'Vera', role: 'owner' }), place)),
    ).toBe('Vera is an owner now.');
  });

  it('lose access after one question, everywhere', async () => {
    const ada = await linkAs('UA', 'Ada');
    const tom = await admit('UT', 'Tom Miller', 'member');
    const asked = await house.run(company, ada, call({ action: 'remove', name: 'Tom' }), place);
    expect(asked.question?.choices.map(({ label }) => label)).toEqual(['Yes, end it', 'No, keep it']);
    expect(readResult(await press(ada, asked.question?.choices[1]?.call))).toBe('Tom Miller keeps access.');
    expect(await house.database.inTenant(company.id, (tx) => findPerson(tx, { ...place, externalUser: 'UT' }))).toEqual(
      tom,
    );
    expect(readResult(await press(ada, asked.question?.choices[0]?.call))).toBe('Tom Miller has no access any more.');
    expect(
      await house.database.inTenant(company.id, (tx) => findPerson(tx, { ...place, externalUser: 'UT' })),
    ).toBeNull();
    await expect(press(ada, asked.question?.choices[0]?.call)).rejects.toMatchObject({ code: 'no-such-person' });
  });

  it('of the same name are told apart by asking', async () => {
    const ada = await linkAs('UA', 'Ada');
    await admit('U1', 'Tom Miller', 'member');
    await admit('U2', 'Tom Becker', 'member');
    const asked = await house.run(company, ada, call({ action: 'remove', name: 'tom' }), place);
    expect(readResult(asked)).toBe('Who do you mean?\nTom Miller\nTom Becker');
  });

  it('always keep an owner: neither removed, nor made less, nor by two at once', async () => {
    const ada = await linkAs('UA', 'Ada');
    for (const input of [
      { action: 'remove', person: ada.id, confirmed: true },
      { action: 'set-role', person: ada.id, role: 'viewer' },
    ]) {
      await expect(house.run(company, ada, call(input), place)).rejects.toMatchObject({ code: 'last-owner' });
    }
    const bo = await admit('UB', 'Bo', 'owner');
    const outcomes = await Promise.allSettled([
      house.run(company, ada, call({ action: 'remove', person: bo.id, confirmed: true }), place),
      house.run(company, bo, call({ action: 'remove', person: ada.id, confirmed: true }), place),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('leaving a workspace', () => {
  const leave = (user: string) => house.database.inTenant(company.id, (tx) => endAccess(tx, place, user));
  const known = (user: string) =>
    house.database.inTenant(company.id, (tx) => findPerson(tx, { ...place, externalUser: user }));

  it('ends access, keeps the role for the record, drops an open wish, and starts anew on return', async () => {
    await linkAs('UA', 'Ada');
    const vera = await admit('UV', 'Vera', 'manager');
    await house.receive(company, { ...place, user: 'UT', userName: 'Tom', text: 'Hi' });
    await leave('UV');
    await leave('UV');
    await leave('UT');
    await leave('nobody');
    expect(await known('UV')).toBeNull();
    const [row] = await house.database.asOwner('select role, ended_at is not null as ended from users where id = $1', [
      vera.id,
    ]);
    expect(row).toEqual({ role: 'manager', ended: true });
    expect(await house.database.asOwner('select 1 from access_requests where tenant_id = $1', [company.id])).toEqual(
      [],
    );
    // Back again: a stranger like any other, and the owner is asked.
    expect(wordsTo((await house.receive(company, { ...place, user: 'UV', userName: 'Vera' })).sender)).toContain(
      'I have asked Ada',
    );
  });

  it('with one of two accounts keeps the person, and signs their browsers out', async () => {
    await linkAs('UA', 'Ada');
    const vera = await admit('UV', 'Vera', 'manager');
    const other = { channel: 'teams', workspace: 'tenant-1', externalUser: 'v@x' };
    await house.database.asOwner(
      'insert into channel_identities (tenant_id, channel, workspace, external_user, user_id) values ($1, $2, $3, $4, $5)',
      [company.id, other.channel, other.workspace, other.externalUser, vera.id],
    );
    await leave('UV');
    expect(await known('UV')).toBeNull();
    expect(await house.database.inTenant(company.id, (tx) => findPerson(tx, other))).toEqual(vera);
  });

  it('ends summaries to them alone, not those of the group', async () => {
    await linkAs('UA', 'Ada');
    await admit('UV', 'Vera', 'manager');
    for (const audience of ['private', 'group']) {
      await house.database.asOwner(
        `insert into digest_schedules (tenant_id, id, channel, workspace, conversation, thread, external_user, audience, weekday, at_time, timezone, since)
         values ($1, gen_random_uuid(), 'slack', $2, $3, '', 'UV', $3, 1, '08:00', 'UTC', now())`,
        [company.id, place.workspace, audience],
      );
    }
    await leave('UV');
    const rows = await house.database.asOwner(
      'select audience, ended_at is not null as ended from digest_schedules where tenant_id = $1 order by 1',
      [company.id],
    );
    expect(rows).toEqual([
      { audience: 'group', ended: false },
      { audience: 'private', ended: true },
    ]);
  });

  it('leaves the last owner an owner, though without this account', async () => {
    const ada = await linkAs('UA', 'Ada');
    await leave('UA');
    expect(await known('UA')).toBeNull();
    const [row] = await house.database.asOwner('select role, ended_at from users where id = $1', [ada.id]);
    expect(row).toEqual({ role: 'owner', ended_at: null });
  });
});
