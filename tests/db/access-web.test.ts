import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endAccess } from '../../src/access/end-access.ts';
import type { Company, Person } from '../../src/contracts/company.ts';
import { upsertDefinition } from '../../src/db/queries/catalogue.ts';
import { claimWorkspace } from '../../src/db/queries/companies.ts';
import { saveForecast } from '../../src/db/queries/forecasts.ts';
import { admitPerson } from '../../src/db/queries/people.ts';
import { type AccessHouse, openAccessHouse, personOf, readResult, type SLACK, wordsTo } from './access-support.ts';
import { createTestCompany } from './harness.ts';

const LOGIN = { skill: 'web-login', input: {} } as const; // a SkillCall
let house: AccessHouse;
let company: Company;
let place: typeof SLACK | { channel: 'slack'; workspace: string };
let vera: Person;
let made = 0;
beforeAll(async () => {
  house = await openAccessHouse();
});
afterAll(() => house?.database.close());
beforeEach(async () => {
  made += 1;
  house.setNow('2026-11-23T09:00:00Z');
  company = await createTestCompany(house.database, { name: 'Harbor Café' });
  place = { channel: 'slack', workspace: `T${made}` };
  vera = await house.database.inTenant(company.id, async (tx) => {
    await claimWorkspace(tx, place);
    await admitPerson(tx, { ...place, externalUser: 'UA' }, { displayName: 'Ada', role: 'owner' });
    return admitPerson(tx, { ...place, externalUser: 'UV' }, { displayName: 'Vera', role: 'viewer' });
  });
});

const LINK = /https:\/\/coach\.example\.com\/link\/([\w-]{43})/;
/** The code of the link a person gets in a direct message. */
async function askForLink(person = vera): Promise<string> {
  const words = readResult(await house.run(company, person, LOGIN, { ...place, user: 'UV', audience: 'private' }));
  const code = LINK.exec(words)?.[1];
  if (!code) throw new Error(`no link in: ${words}`);
  return code;
}

describe('a sign-in link', () => {
  it('signs its person in once, and what is kept of code and session is a hash', async () => {
    const code = await askForLink();
    const { session, validSeconds } = await house.host.signIn(code);
    expect(validSeconds).toBe(30 * 86_400);
    expect(await house.host.session(session)).toEqual({
      user: `user:${vera.id}`,
      workspace: company.slug,
      displayName: 'Vera',
      role: 'viewer',
    });
    await expect(house.host.signIn(code)).rejects.toMatchObject({ code: 'bad-code' });
    const kept = JSON.stringify([
      await house.database.asOwner('select * from one_time_codes'),
      await house.database.asOwner('select * from web_sessions'),
    ]);
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(session);
  });

  it('is too old after ten minutes, and a session after thirty days', async () => {
    const late = await askForLink();
    const { session } = await house.host.signIn(await askForLink());
    house.setNow('2026-11-23T09:10:01Z');
    await expect(house.host.signIn(late)).rejects.toMatchObject({ code: 'bad-code' });
    expect(await house.host.session(session)).not.toBeNull();
    house.setNow('2026-12-23T09:00:01Z');
    expect(await house.host.session(session)).toBeNull();
  });

  it('asked for where others read is sent directly', async () => {
    const words = readResult(await house.run(company, vera, LOGIN, { ...place, user: 'UV', audience: 'group' }));
    expect(words).toBe('I have sent you the link in a direct message. It works once, for 10 minutes.');
    const [notice] = await house.notices(company, 'UV');
    const code = LINK.exec(notice?.reply.text ?? '')?.[1] ?? '';
    expect(await house.host.session((await house.host.signIn(code)).session)).toMatchObject({ displayName: 'Vera' });
  });

  it('says so in words where there is no way', async () => {
    const noWay = await house.run(company, vera, LOGIN, { channel: 'discord', user: 'UV', audience: 'group' });
    expect(readResult(noWay)).toContain('Write “log in” to me in a direct message');
    expect(readResult(await house.run(company, vera, LOGIN, { channel: 'web', user: 'local' }))).toContain(
      'You are on the web page already',
    );
  });
});

describe('a session', () => {
  it('lets its person ask on the web, and ends with their access', async () => {
    const { session } = await house.host.signIn(await askForLink());
    const web = { channel: 'web', workspace: company.slug, user: `user:${vera.id}` } as const; // literal channel
    expect(personOf((await house.receive(company, web)).sender)).toEqual(vera);
    const unused = await askForLink();
    await house.database.inTenant(company.id, (tx) => endAccess(tx, place, 'UV'));
    expect(await house.host.session(session)).toBeNull();
    await expect(house.host.signIn(unused)).rejects.toMatchObject({ code: 'bad-code' });
    expect(wordsTo((await house.receive(company, web)).sender)).toContain('Your access has ended');
    // Let in again, they sign in anew: the old browser stays out.
    await house.database.inTenant(company.id, (tx) =>
      admitPerson(tx, { ...place, externalUser: 'UV' }, { displayName: 'Vera', role: 'viewer' }),
    );
    expect(await house.host.session(session)).toBeNull();
  });

  it('ends by signing out, in that browser only', async () => {
    const one = await house.host.signIn(await askForLink());
    const two = await house.host.signIn(await askForLink());
    await house.host.endSession(one.session);
    await house.host.endSession(one.session);
    await house.host.endSession('nonsense');
    expect(await house.host.session(one.session)).toBeNull();
    expect(await house.host.session(two.session)).not.toBeNull();
  });

  it('of the last owner goes on when they leave the chat', async () => {
    const code = LINK.exec(
      readResult(
        await house.run(company, personOf((await house.receive(company, { ...place, user: 'UA' })).sender), LOGIN, {
          ...place,
          user: 'UA',
          audience: 'private',
        }),
      ),
    )?.[1];
    const { session } = await house.host.signIn(code ?? '');
    await house.database.inTenant(company.id, (tx) => endAccess(tx, place, 'UA'));
    expect(await house.host.session(session)).toMatchObject({ displayName: 'Ada', role: 'owner' });
  });

  it('is no guess away: other texts are nobody', async () => {
    for (const token of ['', 'x', '../../', "' or true --", 'a'.repeat(10_000)])
      expect(await house.host.session(token)).toBeNull();
  });
});

describe('home', () => {
  it('holds what this person may see, and is nothing for strangers', async () => {
    expect(await house.host.home(place, 'UX')).toBeNull();
    expect(await house.host.home({ ...place, workspace: 'unlinked' }, 'UV')).toBeNull();
    await house.database.inTenant(company.id, async (tx) => {
      await upsertDefinition(tx, {
        key: 'revenue',
        label: 'Revenue',
        unit: 'currency',
        grain: 'day',
        synonyms: ['takings'],
        aggregation: { kind: 'sum' },
        nonNegative: true,
        goodDirection: 'up',
        role: 'measure',
      });
      const forecast = {
        metric: 'revenue',
        grain: 'day',
        horizon: 2,
        madeOn: '2026-11-22',
        dataVersion: 0,
        model: 'ets',
        parameters: {},
        backtest: {},
      } as const; // literal grain
      await saveForecast(tx, {
        ...forecast,
        filter: {},
        points: [
          { t: '2026-11-23', y: 1_200.4, closed: false },
          { t: '2026-11-24', y: 1_000, closed: false },
        ],
      });
      await saveForecast(tx, { ...forecast, filter: { location: 'Harbor' }, points: [{ t: '2026-11-23', y: 1 }] });
    });
    const home = await house.host.home(place, 'UV');
    expect(home?.company).toEqual({
      name: 'Harbor Café',
      sample: false,
      role: 'viewer',
      dataRange: null,
      starters: ['How is Revenue?'],
    });
    expect(home?.latestForecast?.madeOn).toBe('2026-11-22');
    expect(home?.latestForecast?.text.replace(/\s/g, ' ')).toMatch(/^Revenue, Nov 23 – 24: about \$2,200$/);
    expect([home?.goals, home?.nextDigest]).toEqual([[], null]);
    expect(await house.host.metricChoices(place, 'UV', 'tak')).toEqual([{ value: 'Revenue', label: 'Revenue' }]);
    expect(await house.host.metricChoices(place, 'UX', '')).toEqual([]);
  });
});
