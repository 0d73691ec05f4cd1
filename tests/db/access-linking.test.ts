import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removePerson } from '../../src/access/manage-people.ts';
import type { Company } from '../../src/contracts/company.ts';
import { type AccessHouse, openAccessHouse, personOf, wordsTo } from './access-support.ts';
import { makeInbound } from './fill-company.ts';
import { createTestCompany } from './harness.ts';

let house: AccessHouse;
let company: Company;
let workspace = '';
let made = 0;
beforeAll(async () => {
  house = await openAccessHouse();
});
afterAll(() => house?.database.close());
beforeEach(async () => {
  made += 1;
  workspace = `T${made}`;
  house.setNow('2026-11-23T09:00:00Z');
  company = await createTestCompany(house.database, { name: 'Harbor Café' });
});

const codeOf = async (of = company) =>
  (await house.host.connectCode({ channel: 'web', workspace: of.slug }, 'local')).code;
const say = (text: string, more = {}) =>
  makeInbound({ channel: 'slack', workspace, user: 'UA', userName: 'Ada', text, ...more });
const tenantOf = () => house.database.findTenantOfWorkspace('slack', workspace);

describe('a code', () => {
  it('is easy to type, hard to guess, and kept by its hash alone', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf()));
    expect(new Set(codes).size).toBe(20);
    for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
    const rows = await house.database.asOwner('select * from one_time_codes where tenant_id = $1', [company.id]);
    const kept = JSON.stringify(rows);
    for (const code of codes) for (const form of [code, code.replace('-', '')]) expect(kept).not.toContain(form);
  });

  it.each([
    'link CODE',
    'LINK code',
    '/coach link CODE',
    'connect CODE',
    ' Link  CODE. ',
    'link “CODE”',
    'link spaced',
  ])('links by “%s”, in any case', async (form) => {
    const code = await codeOf();
    const typed = form
      .replace('CODE', code)
      .replace('code', code.toLowerCase())
      .replace('spaced', code.replace('-', ' '));
    expect(await house.access.linkByText(say(typed))).toBe(company.id);
    expect(await tenantOf()).toBe(company.id);
  });

  it('makes its sender an owner, who is welcomed; the same message again is welcomed again', async () => {
    const text = `link ${await codeOf()}`;
    await house.access.linkByText(say(text));
    for (const _again of [1, 2]) {
      const { sender } = await house.receive(company, { ...say(text) });
      expect(wordsTo(sender)).toContain(
        'Hello Ada! This workspace is linked to Harbor Café now, and you are an owner.',
      );
      expect(wordsTo(sender)).toContain('Who sees what');
      expect(wordsTo(sender)).toContain('To let others in');
    }
    const ada = personOf((await house.receive(company, say('How were sales?'))).sender);
    expect(ada).toMatchObject({ displayName: 'Ada', role: 'owner' });
  });

  it('is good once: of two workspaces at once one is linked', async () => {
    const text = `link ${await codeOf()}`;
    const outcomes = await Promise.allSettled([
      house.access.linkByText(say(text)),
      house.access.linkByText(say(text, { workspace: `${workspace}-b` })),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'bad-code' });
  });

  it('is too old after half an hour', async () => {
    const text = `link ${await codeOf()}`;
    house.setNow('2026-11-23T09:30:01Z');
    await expect(house.access.linkByText(say(text))).rejects.toMatchObject({ code: 'bad-code' });
    expect(await tenantOf()).toBeNull();
  });

  it('wrong five times is not tried again for a while, also when the next one is right', async () => {
    for (let wrong = 0; wrong < 5; wrong += 1) {
      await expect(house.access.linkByText(say(`link AAAA-222${wrong + 2}`))).rejects.toMatchObject({
        code: 'bad-code',
      });
    }
    const right = say(`link ${await codeOf()}`);
    await expect(house.access.linkByText(right)).rejects.toMatchObject({ code: 'too-many-attempts' });
    expect(await house.access.linkByText({ ...right, workspace: `${workspace}-b` })).toBe(company.id);
    house.setNow('2026-11-23T09:10:01Z');
    expect(await house.access.linkByText(say(`link ${await codeOf()}`))).toBe(company.id);
  });

  it('is not read out of other texts, buttons, schedules, or the web', async () => {
    const code = await codeOf();
    for (const text of ['', 'How were sales?', 'link this week with last week', 'please connect sales with rent'])
      expect(await house.access.linkByText(say(text))).toBeNull();
    // Four letters and four letters may be words; where no such code is, they are.
    expect(await house.access.linkByText(say('link some data'))).toBeNull();
    const text = `link ${code}`;
    expect(await house.access.linkByText(say(text, { kind: 'action', actionId: 'x' }))).toBeNull();
    expect(await house.access.linkByText(say(text, { kind: 'scheduled' }))).toBeNull();
    expect(await house.access.linkByText(say(text, { channel: 'web' }))).toBeNull();
    expect(await house.access.linkByText(say(text))).toBe(company.id);
  });

  it('of a linked workspace: wrong ones are counted there too, and people who are in hear that it is linked', async () => {
    await house.access.linkByText(say(`link ${await codeOf()}`));
    const heard = await house.receive(company, say('link AAAA-2222'));
    expect(wordsTo(heard.sender)).toBe('This workspace is linked to Harbor Café already. Just ask me something.');
    const stranger = { user: 'UX', userName: 'Eve' };
    for (let wrong = 0; wrong < 4; wrong += 1) {
      const { sender } = await house.receive(company, say(`link AAAA-222${wrong + 3}`, stranger));
      expect(wordsTo(sender)).toContain('That code does not work.');
    }
    await expect(house.receive(company, say('link AAAA-2229', stranger))).rejects.toMatchObject({
      code: 'too-many-attempts',
    });
  });

  it('that an owner types where it is linked already is used up: whoever read it cannot use it', async () => {
    await house.access.linkByText(say(`link ${await codeOf()}`));
    const text = `link ${await codeOf()}`;
    expect(wordsTo((await house.receive(company, say(text))).sender)).toContain('you are an owner');
    const { sender } = await house.receive(company, say(text, { user: 'UX', userName: 'Eve' }));
    expect(wordsTo(sender)).toContain('That code does not work.');
  });

  it('is worth nothing once its maker is no owner any more', async () => {
    await house.access.linkByText(say(`link ${await codeOf()}`));
    const second = say(`link ${await codeOf()}`, { user: 'UB', userName: 'Bo' });
    await house.receive(company, second);
    const { code } = await house.host.connectCode({ channel: 'slack', workspace }, 'UB');
    const [ada, bo] = await Promise.all(
      ['UA', 'UB'].map(async (user) => personOf((await house.receive(company, say('Hi', { user }))).sender)),
    );
    if (!ada || !bo) throw new Error('Both are let in.');
    await house.database.inTenant(company.id, (tx) => removePerson(tx, ada, bo.id));
    const { sender } = await house.receive(company, say(`link ${code}`, { user: 'UB', userName: 'Bo' }));
    expect(wordsTo(sender)).toContain('That code does not work.');
    await expect(
      house.access.linkByText(say(`link ${code}`, { user: 'UB', workspace: `${workspace}-b` })),
    ).rejects.toMatchObject({ code: 'bad-code' });
  });

  it('is given to owners only', async () => {
    await house.access.linkByText(say(`link ${await codeOf()}`));
    await expect(house.host.connectCode({ channel: 'slack', workspace }, 'UX')).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect((await house.host.connectCode({ channel: 'slack', workspace }, 'UA')).validMinutes).toBe(30);
  });
});

describe('an installed app', () => {
  const place = () => ({ channel: 'slack' as const, workspace });
  const keys = { secret: 'xoxb-secret', installedBy: 'UA', installerName: 'Ada' };

  it('is linked by its code, its keys are sealed, and whoever installed it is an owner', async () => {
    await house.host.installations.save(place(), keys, await codeOf());
    expect(await tenantOf()).toBe(company.id);
    expect(await house.host.installations.read(place())).toBe('xoxb-secret');
    const kept = JSON.stringify(await house.database.asOwner('select * from channel_installations'));
    expect(kept).not.toContain('xoxb-secret');
    expect(personOf((await house.receive(company, say('Hi'))).sender).role).toBe('owner');
  });

  it('is installed again without a code where it is linked, and its keys go when it goes', async () => {
    await house.host.installations.save(place(), keys, await codeOf());
    await house.host.installations.save(place(), { ...keys, secret: 'xoxb-new' }, null);
    expect(await house.host.installations.read(place())).toBe('xoxb-new');
    await house.host.installations.remove(place());
    expect(await house.host.installations.read(place())).toBeNull();
  });

  it('is for a company that its code names without being used up, while the code is good', async () => {
    const { installations } = house.host;
    const code = await codeOf();
    expect(await installations.companyOf(code.toLowerCase())).toBe('Harbor Café');
    expect(await installations.companyOf(code)).toBe('Harbor Café');
    await installations.save(place(), keys, code);
    await expect(installations.companyOf(code)).rejects.toMatchObject({ code: 'bad-code' });
    const old = await codeOf();
    const { code: hers } = await house.host.connectCode({ channel: 'slack', workspace }, 'UA');
    await house.database.asOwner(`update users set role = 'viewer' where display_name = 'Ada' and tenant_id = $1`, [
      company.id,
    ]);
    await expect(installations.companyOf(hers)).rejects.toMatchObject({ code: 'bad-code' });
    house.setNow('2026-11-23T09:30:01Z');
    await expect(installations.companyOf(old)).rejects.toMatchObject({ code: 'bad-code' });
  });

  it('names no company any more after a thousand wrong codes, until a while later', async () => {
    const guessed = await openAccessHouse();
    const { installations } = guessed.host;
    const refusals = new Set<string>();
    for (let wrong = 0; wrong < 1_000; wrong += 1)
      await installations.companyOf('AAAA-2222').catch((error) => refusals.add(error.code));
    expect([...refusals]).toEqual(['bad-code']);
    await expect(installations.companyOf('AAAA-2222')).rejects.toMatchObject({ code: 'too-many-attempts' });
    guessed.setNow('2026-11-23T09:10:01Z');
    await expect(installations.companyOf('AAAA-2222')).rejects.toMatchObject({ code: 'bad-code' });
    await guessed.database.close();
  });

  it('without a code, or with a wrong or used one, is not taken; nothing of it stays', async () => {
    await expect(house.host.installations.companyOf('AAAA-2222')).rejects.toMatchObject({ code: 'bad-code' });
    await expect(house.host.installations.save(place(), keys, null)).rejects.toMatchObject({ code: 'bad-code' });
    await expect(house.host.installations.save(place(), keys, 'AAAA-2222')).rejects.toMatchObject({ code: 'bad-code' });
    const code = await codeOf();
    await house.host.installations.save({ ...place(), workspace: `${workspace}-b` }, keys, code);
    await expect(house.host.installations.save(place(), keys, code)).rejects.toMatchObject({ code: 'bad-code' });
    expect(await tenantOf()).toBeNull();
    expect(await house.host.installations.read(place())).toBeNull();
  });
});

describe('another company', () => {
  it('cannot take a workspace that is linked, by a message or by an installation', async () => {
    await house.access.linkByText(say(`link ${await codeOf()}`));
    const rival = await createTestCompany(house.database);
    const code = await codeOf(rival);
    // In a linked workspace a code of somebody else's company is unknown: nothing is linked, nobody becomes an owner.
    const { sender } = await house.receive(company, say(`link ${code}`, { user: 'UX' }));
    expect(wordsTo(sender)).toContain('That code does not work.');
    expect(await tenantOf()).toBe(company.id);
    const keys = { secret: 'xoxb-rival', installedBy: 'UX' };
    const taken = house.host.installations.save({ channel: 'slack', workspace }, keys, code);
    await expect(taken).rejects.toMatchObject({ code: 'workspace-taken' });
    expect(await house.host.installations.read({ channel: 'slack', workspace })).toBeNull();
    // The code was not used up by that.
    expect(await house.access.linkByText(say(`link ${code}`, { workspace: `${workspace}-r` }))).toBe(rival.id);
  });
});
