import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSkillContext } from '../../skills/create-context.ts';
import { planningSettings } from '../../skills/planning-settings/run.ts';
import { runSkill } from '../../skills/registry.ts';
import type { Company, Person, Role } from '../../src/contracts/company.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { readPlanningSettings } from '../../src/db/queries/planning-settings.ts';
import { formatFact } from '../../src/facts/format.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const PLACE = { channel: 'web' as const, workspace: 'test', conversation: 'c', thread: 'c' };

function personOf(company: Company, role: Role): Promise<Person> {
  return database.inTenant(company.id, (tx) =>
    ensurePerson(tx, { ...PLACE, externalUser: role }, { displayName: `The ${role}`, role }),
  );
}

async function tell(company: Company, input: Record<string, unknown>, role: Role = 'owner'): Promise<SkillResult> {
  const context = createSkillContext({
    asked: { ...PLACE, user: role, audience: 'private' },
    company,
    person: await personOf(company, role),
    catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
    attachments: [],
    previous: null,
    engines: { run: () => Promise.reject(new Error('Settings need no engine.')) },
    signal: new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: () => {},
    now: new Date('2026-11-22T12:00:00Z'),
  });
  return runSkill(context, { skill: 'planning-settings', input });
}

function spoken(result: SkillResult): string[] {
  const style = { locale: 'en-US', currency: 'USD', today: '2026-11-22' };
  return result.sections.map(({ heading, template }) =>
    `${heading ? `${heading}: ` : ''}${template}`.replace(/\{\{(\w+)\}\}/g, (_slot, id: string) => {
      const fact = result.facts.find((candidate) => candidate.id === id);
      if (!fact) throw new Error(`No fact ${id}.`);
      return formatFact(fact, style);
    }),
  );
}

const kept = async (company: Company) =>
  Object.fromEntries(
    [...(await database.inTenant(company.id, readPlanningSettings))].map(([key, { value }]) => [key, value]),
  );

describe('what plans rest on', () => {
  it('is remembered, says what it replaces, and offers the plan again', async () => {
    const company = await createTestCompany(database);
    const first = await tell(company, { key: 'storage-limit', value: 40 });
    expect(spoken(first)).toEqual([
      'I will remember that. The room in your storage: 40. Until now I took it that: storage does not limit what you order.',
    ]);
    expect(first.followUps[0]).toMatchObject({ call: { skill: 'plan-inventory' } });
    expect(spoken(await tell(company, { key: 'storage-limit', value: 55 }))[0]).toBe(
      'I will remember that. The room in your storage: 55. Before, it was 40.',
    );
    expect(spoken(await tell(company, { key: 'storage-limit', value: 55 }))[0]).toContain('I have that already');
    expect(await kept(company)).toEqual({ 'storage-limit': 55 });
  });

  it.each([
    ['service-level', 0.98, 0.98],
    ['service-level', 98, 0.98],
    ['service-level', '97,5 %', 0.975],
    ['holding-rate', '1%', 0.01],
    ['holding-rate', '0.5 %', 0.005],
    ['storage-limit', '1,500', 1_500],
    ['holding-rate', 20, 0.2],
    ['orders-per-person-hour', '18', 18],
    ['result-value', 6.5, 6.5],
    ['order-budget', 900, 900],
    ['labour-profile', 'French', 'fr'],
    ['labour-profile', 'the United States', 'us'],
    ['labour-profile', 'de', 'de'],
    ['price-endings', '50 and 95', '50,95'],
    ['price-endings', 0, '00'],
    ['approvers', 'Owners', 'owner'],
    ['elasticity:Tea', 2, -2],
    ['elasticity:Tea', -1.5, -1.5],
  ])('%s %s is kept as %s', async (key, value, stored) => {
    const company = await createTestCompany(database);
    await tell(company, { key, value });
    expect(await kept(company)).toEqual({ [key]: stored });
  });

  it.each([
    ['storage-limit', -1],
    ['storage-limit', Number.MAX_VALUE],
    ['storage-limit', 'plenty'],
    ['service-level', 0.2],
    ['service-level', 100],
    ['holding-rate', -0.1],
    ['orders-per-person-hour', 0],
    ['labour-profile', 'Martian'],
    ['price-endings', 'x'],
    ['price-endings', '100'],
    ['approvers', 'viewer'],
    ['elasticity:Tea', 400],
  ])('%s %s is refused with what it should be', async (key, value) => {
    const company = await createTestCompany(database);
    await expect(tell(company, { key, value })).rejects.toMatchObject({ code: 'setting-does-not-fit' });
    expect(await kept(company)).toEqual({});
  });

  it('what nobody knows is refused', async () => {
    const company = await createTestCompany(database);
    await expect(tell(company, { key: 'colour', value: 1 })).rejects.toMatchObject({ code: 'unknown-setting' });
    await expect(tell(company, { key: 'elasticity:', value: 1 })).rejects.toMatchObject({ code: 'unknown-setting' });
    await expect(tell(company, { key: 'storage-limit', value: null })).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('only managers may, and only an owner says who approves', async () => {
    const company = await createTestCompany(database);
    await expect(tell(company, { key: 'storage-limit', value: 4 }, 'member')).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await tell(company, { key: 'storage-limit', value: 4 }, 'manager');
    await expect(tell(company, { key: 'approvers', value: 'member' }, 'manager')).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await kept(company)).toEqual({ 'storage-limit': 4 });
  });

  it('the list says who said what and when, and what holds otherwise, without a digit of its own', async () => {
    const company = await createTestCompany(database);
    await tell(company, { key: 'labour-profile', value: 'French' }, 'manager');
    await tell(company, { key: 'elasticity:Tea 2', value: 2 });
    const result = await tell(company, { action: 'list' });
    const text = spoken(result);
    expect(text).toContainEqual(expect.stringMatching(/^The rules of work: France; said by The manager on /));
    expect(text).toContainEqual(expect.stringMatching(/^How much less of Tea 2 sells/));
    expect(text).toContainEqual(expect.stringMatching(/^The room in your storage: Nobody has said; meanwhile: /));
    const prose = result.sections.map(({ heading, template }) => `${heading} ${template}`).join('\n');
    expect(prose.replace(/\{\{\w+\}\}/g, '')).not.toMatch(/\d/);
  });

  it('has the input the registry shows', () => {
    expect(planningSettings.input.safeParse({}).success).toBe(true);
    expect(planningSettings.input.safeParse({ action: 'drop' }).success).toBe(false);
  });
});
