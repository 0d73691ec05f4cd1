import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AskedAt, SkillContext } from '../../skills/context.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { writeDigest } from '../../skills/write-digest/run.ts';
import { findCompany, SAMPLE_SLUG } from '../../src/access/companies.ts';
import { addDays } from '../../src/calendar/civil-day.ts';
import type { Company, Role } from '../../src/contracts/company.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { listSchedules } from '../../src/db/queries/digests.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { createEnginePool, type EnginePool } from '../../src/engines/pool.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { createMetricCache } from '../../src/metrics/metric-cache.ts';
import { ensureSampleCompany } from '../../src/sample/ensure-sample-company.ts';
import { scheduleCauses } from '../../src/sample/planted-causes.ts';
import { openTestDatabase, type TestDatabase } from './harness.ts';

/** The sample company on a Monday morning: its causes were planted, so what the digest should find is known. */
const NOW = '2026-11-23T13:00:00Z';
const END = '2026-11-22';
const causes = scheduleCauses(END);

let database: TestDatabase;
let engines: EnginePool;
let company: Company;
const cache = createMetricCache();

beforeAll(async () => {
  database = await openTestDatabase();
  engines = createEnginePool({ threads: 2 });
  await ensureSampleCompany({ database, now: new Date(NOW), progress: () => {} });
  const found = await findCompany(database, 'web', SAMPLE_SLUG);
  if (!found) throw new Error('The sample company was not made.');
  company = found;
});
afterAll(async () => {
  await engines?.close();
  await database?.close();
});

const PRIVATE: AskedAt = {
  channel: 'slack',
  workspace: 'T1',
  conversation: 'D1',
  thread: '171.5',
  user: 'U1',
  audience: 'private',
  timezone: 'Europe/Berlin',
};
const GROUP: AskedAt = { ...PRIVATE, conversation: 'C1', audience: 'group' };

async function digest(input: object, options: { now?: string; asked?: AskedAt; role?: Role } = {}) {
  const data: SkillContext['data'] = (work) => database.inTenant(company.id, work);
  const { asked = PRIVATE, role = 'owner', now = NOW } = options;
  const identity = { channel: asked.channel, workspace: asked.workspace, externalUser: asked.user };
  const person = await data((tx) => ensurePerson(tx, identity, { displayName: 'Ada', role: 'owner' }));
  const context = createSkillContext({
    asked,
    company,
    person: { ...person, role },
    catalogue: await data((tx) => readCatalogue(tx, company)),
    attachments: [],
    previous: null,
    engines,
    signal: new AbortController().signal,
    data,
    progress: () => {},
    now: new Date(now),
    cache,
  });
  return fillIn(await writeDigest.run(context, writeDigest.input.parse(input)), now);
}

/** Grounds every text there is: throws where a digit is no fact. */
function fillIn(result: SkillResult, now: string) {
  const { locale, currency } = company;
  const grounder = createGrounder(result.facts, { locale, currency, today: now.slice(0, 10) });
  // Date ranges are written with thin spaces and dashes of their own.
  const text = (template: string) =>
    grounder
      .text(template)
      .replaceAll(/\s/gu, ' ')
      .replaceAll(/ ?[–−] ?/g, '-');
  return {
    result,
    headings: result.sections.flatMap(({ heading }) => (heading === undefined ? [] : [text(heading)])),
    said: result.sections.map(({ template }) => text(template)),
    charts: result.charts.map(({ kind, title, subtitle, alt }) => [kind, text(title), text(subtitle ?? ''), text(alt)]),
    buttons: [...result.followUps, ...(result.question?.choices ?? [])].map(({ label }) => text(label)),
    question: result.question && text(result.question.text),
    calls: [...result.followUps, ...(result.question?.choices ?? [])].map(({ call }) => call),
  };
}

describe('what it says', () => {
  test('a calm week: that nothing stood out is a finding, the week ahead has a range; the time it takes is printed', async () => {
    const started = performance.now();
    const { headings, said, charts, buttons } = await digest({ action: 'post' });
    process.stdout.write(`digest of the sample company: ${Math.round(performance.now() - started)} ms\n`);
    expect(headings).toEqual(['Your week: Nov 16-22', 'Next: Nov 23-29']);
    expect(said[0]).toMatch(
      /^Revenue came to \$[\d,]+, up [\d.]+% from the week before\. That is within the usual ups and downs/,
    );
    expect(said[1]).toMatch(/^Nothing stood out\. I looked at \d+ of your numbers/);
    expect(said[2]).toMatch(
      /^Revenue should come to about \$[\d,]+ for Nov 23-29, most likely between \$[\d,]+ and \$[\d,]+\./,
    );
    expect(charts.map(([kind]) => kind)).toEqual(['trend', 'forecast-band']);
    expect(buttons).toEqual(['What is behind revenue?', 'Forecast two weeks', 'Change or pause this']);
  });

  test('the supplier who failed: less revenue, by the product that was missing, orders and customers not told again', async () => {
    const start = addDays(causes['supplier-failure'].start, 0);
    const { headings, said, charts } = await digest({ action: 'post', week: { start, end: addDays(start, 6) } });
    expect(said[0]).toMatch(
      /^Revenue came to .* down \d+% .* That is below the usual: .* most of it is Sandwich \(\$[\d,]+ less\)/,
    );
    expect(headings.join(' | ')).not.toMatch(/Orders|Customers|Items sold/);
    expect(headings.length).toBeLessThanOrEqual(4);
    expect(charts[0]?.slice(0, 2)).toEqual(['waterfall', expect.stringMatching(/^Revenue down \d+%$/)]);
  });

  test('the café that was shut: by location, with the event beside it', async () => {
    const { said } = await digest({ action: 'post', week: causes.renovation });
    expect(said[0]).toMatch(/By location, most of it is Old Mill \(\$[\d,]+ less\)\. In that time: .*Old Mill/);
  });

  test('the promotion: margin, discounts and advertising stand out, though revenue does not', async () => {
    const { headings } = await digest({ action: 'post', week: causes.promotion });
    expect(headings).toEqual([
      expect.stringMatching(/^Your week/),
      expect.stringMatching(/^Gross margin down [\d.]+ points$/),
      expect.stringMatching(/^Discounts up \$[\d,]+$/),
      expect.stringMatching(/^Marketing spend up \d+%$/),
      expect.stringMatching(/^Next/),
    ]);
  });

  test('a week without data is no week: it says so first, makes no number of it, and offers what there is', async () => {
    const { said, charts, buttons } = await digest({ action: 'post' }, { now: '2026-12-07T13:00:00Z' });
    expect(said).toEqual([
      'I have nothing for Nov 30-Dec 6 yet: your newest numbers are from Nov 22. Add the newer file, and I will sum it up.',
    ]);
    expect(charts).toEqual([]);
    expect(buttons).toEqual(['Add a file', 'Sum up Nov 16-22', 'Change or pause this']);
  });

  test('data that stop inside the week: the days there are, against the same days', async () => {
    const { said } = await digest({ action: 'post', week: { start: '2026-11-19', end: '2026-11-25' } });
    expect(said[0]).toBe(
      'Your numbers for revenue stop on Sun, Nov 22, so this is about Nov 19-22, held against the same days before.',
    );
    expect(said[1]).toMatch(/from Nov 12-15\./);
  });

  test('a late one says when it was due; a test says that it is one', async () => {
    const { said } = await digest({ action: 'post', due: '2026-11-23T13:00:00.000Z' }, { now: '2026-11-24T13:00:00Z' });
    expect(said[0]).toBe('This one is late: it was due on Monday, Nov 23, 8:00 AM, when I was not running.');
    expect((await digest({ action: 'test' })).said[0]).toBe('This is a test. It shows what would be sent now.');
  });

  test('asked for another time, it sums that up', async () => {
    const { headings } = await digest({ period: { start: '2026-10-01', end: '2026-10-31' } });
    expect(headings[0]).toBe('In short: October 2026');
  });
});

describe('when it comes', () => {
  test('the day and the time are asked for, not guessed; a press sets it', async () => {
    const asked = await digest({ action: 'schedule', time: '09:15' });
    expect(asked.question).toBe('On which day should it come? Pick one, or tell me a day and a time.');
    expect(asked.buttons).toEqual(['Monday at 9:15 AM', 'Wednesday at 9:15 AM', 'Friday at 9:15 AM']);
    const { said } = await digest(asked.calls[1]?.input ?? {});
    expect(said).toEqual([
      'Done. The next digest comes here on Wednesday, Nov 25, 9:15 AM (New York time), and then every Wednesday.',
    ]);
    // It was asked for in a thread; it comes at the top of the conversation.
    const [set] = await database.inTenant(company.id, listSchedules);
    expect(set).toMatchObject({ conversation: 'D1', thread: '', externalUser: 'U1', weekday: 3, at: '09:15' });
  });

  test('my time is the asker’s', async () => {
    const { said } = await digest({ action: 'schedule', weekday: 2, time: '08:00', clock: 'mine' });
    expect(said[0]).toBe(
      'Changed. The next digest comes here on Tuesday, Nov 24, 8:00 AM (Berlin time), and then every Tuesday.',
    );
  });

  test('pause, status, resume, stop', async () => {
    const say = async (action: string) => (await digest({ action })).said[0];
    expect(await say('pause')).toMatch(/^The digest is paused\./);
    expect(await say('status')).toBe('The digest is paused since Mon, Nov 23.');
    expect(await say('schedule')).toMatch(/^The digest is on again\. The next digest comes here on Tuesday/);
    expect(await say('status')).toMatch(/^The next digest comes here on Tuesday/);
    expect(await say('stop')).toMatch(/^Done\. No more digests come here\./);
    expect(await say('status')).toBe('No weekly digest is set in this chat.');
    expect(await say('pause')).toBe('No weekly digest is set in this chat, so there is nothing to pause.');
  });

  test('a group’s digest is for those who manage, one’s own is for everybody', async () => {
    const wanted = { action: 'schedule', weekday: 1, time: '08:00' };
    await expect(digest(wanted, { asked: GROUP, role: 'member' })).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await digest(wanted, { asked: GROUP, role: 'manager' })).said[0]).toMatch(/^Done\./);
    await expect(digest({ action: 'pause' }, { asked: GROUP, role: 'viewer' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect((await digest({ action: 'status' }, { asked: GROUP, role: 'viewer' })).said[0]).toMatch(
      /comes here on Monday/,
    );
    const own = { ...PRIVATE, conversation: 'D2', user: 'U2' };
    expect((await digest(wanted, { asked: own, role: 'viewer' })).said[0]).toMatch(/^Done\./);
  });

  test('“send me” in a group goes to the direct messages, once there is a way there', async () => {
    const wanted = { action: 'schedule', weekday: 5, time: '17:00', where: 'direct' };
    const asked = { ...GROUP, user: 'U3' };
    expect((await digest(wanted, { asked, role: 'viewer' })).said[0]).toMatch(/Open a direct message with me/);
    await database.inTenant(company.id, (tx) =>
      tx
        .insertInto('channel_addresses')
        .values({
          tenant_id: company.id,
          channel: 'slack',
          workspace: 'T1',
          target: 'user:U3',
          conversation: 'D3',
          address: JSON.stringify({ team: 'T1' }),
        })
        .execute(),
    );
    expect((await digest(wanted, { asked, role: 'viewer' })).said[0]).toMatch(
      /^Done\. The next digest comes to you directly on Friday/,
    );
    const set = (await database.inTenant(company.id, listSchedules)).find(({ conversation }) => conversation === 'D3');
    expect(set).toMatchObject({ audience: 'private', address: { team: 'T1' }, thread: '' });
  });

  test('weekly only, and not by e-mail: it says so', async () => {
    expect((await digest({ action: 'schedule', every: 'day' })).question).toMatch(
      /^I send it once a week, not every day\./,
    );
    const mailed = await digest({ action: 'schedule', weekday: 1, time: '08:00', by: 'email' });
    expect(mailed.said[1]).toBe('I do not send e-mail: it comes in this chat.');
  });
});
