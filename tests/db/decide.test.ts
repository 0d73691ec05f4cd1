import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SkillContext } from '../../skills/context.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { runSkill } from '../../skills/registry.ts';
import type { Company, Person, Role } from '../../src/contracts/company.ts';
import type { PlanId } from '../../src/contracts/plan.ts';
import type { SkillCall } from '../../src/contracts/skill.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { savePlanningSetting } from '../../src/db/queries/planning-settings.ts';
import { decidePlan, getPlan, insertPlan, listPlans } from '../../src/db/queries/plans.ts';
import { createEnginePool, type EnginePool } from '../../src/engines/pool.ts';
import { openTestDatabase, type TestDatabase } from './harness.ts';
import { fillIn, openCafe, TODAY } from './plan-budget-support.ts';

const planned = z.object({
  plan: z.object({ rows: z.array(z.object({ channelId: z.string(), spend: z.array(z.number()) })) }),
});

let database: TestDatabase;
let engines: EnginePool;
let company: Company;
let ada: Person;

beforeAll(async () => {
  database = await openTestDatabase();
  engines = createEnginePool({ threads: 1 });
});
afterAll(async () => {
  await engines.close();
  await database.close();
});
beforeEach(async () => {
  company = await openCafe(database);
  ada = await person('Ada', 'owner');
});

const person = (displayName: string, role: Role): Promise<Person> =>
  database.inTenant(company.id, (tx) =>
    ensurePerson(tx, { channel: 'web', workspace: company.slug, externalUser: randomUUID() }, { displayName, role }),
  );

async function run(call: SkillCall, as: Partial<Pick<SkillContext, 'person' | 'previous' | 'now'>> = {}) {
  const context = createSkillContext({
    asked: { channel: 'web', workspace: 'test', conversation: 'c', thread: 'c', user: 'local', audience: 'private' },
    company,
    person: ada,
    catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
    attachments: [],
    previous: null,
    engines,
    signal: new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: () => {},
    now: new Date(`${TODAY}T09:00:00Z`),
    ...as,
  });
  const result = await runSkill(context, call);
  return { result, ...fillIn(result) };
}

const plans = () => database.inTenant(company.id, (tx) => listPlans(tx, { limit: 20 }));
const plan = (input: SkillCall['input'] = {}) => run({ skill: 'plan-budget', input });
const decide = (input: SkillCall['input'], as: Parameters<typeof run>[1] = {}) => run({ skill: 'decide', input }, as);

describe('a plan in the shop’s hands', () => {
  test('is kept with who made it, approved once, and says afterwards by whom', async () => {
    const made = await plan({ amount: 2_000 });
    expect(made.buttons.slice(0, 3)).toEqual(['Approve', 'Change something', 'Dismiss']);
    const [kept] = await plans();
    expect(kept).toMatchObject({ state: 'proposed', madeBy: ada.id, request: { amount: 2_000 }, basedOn: null });

    const approved = await decide({ action: 'approve' });
    expect(approved.said[0]).toMatch(/^Approved: Marketing spend for Nov 30 - Dec 27\./);
    expect(approved.result.files?.map(({ name }) => name.split('.').at(-1))).toContain('xlsx');
    expect((await plans())[0]).toMatchObject({ state: 'approved', decidedBy: ada.id });

    const again = await decide({ action: 'approve', plan: kept?.id });
    expect(again.said[0]).toMatch(/is approved already by Ada on Nov 23/);
    const late = await decide({ action: 'dismiss', plan: kept?.id });
    expect(late.said[0]).toMatch(/is approved already/);
  });

  test('two people who press at the same moment: one decides, the other hears who did', async () => {
    await plan();
    const [kept] = await plans();
    const ben = await person('Ben', 'manager');
    const [first, second] = await Promise.all([
      decide({ action: 'approve', plan: kept?.id }),
      decide({ action: 'dismiss', plan: kept?.id }, { person: ben }),
    ]);
    const winners = [first, second].filter(({ said }) => !said[0]?.includes('already'));
    expect(winners).toHaveLength(1);
  });

  test('a member makes plans and takes back their own; approving is for managers, who are named', async () => {
    const mia = await person('Mia', 'member');
    await run({ skill: 'plan-budget', input: {} }, { person: mia });
    await expect(decide({ action: 'approve' }, { person: mia })).rejects.toMatchObject({
      code: 'not-allowed',
      advice: 'Ask Ada.',
    });
    const gone = await decide({ action: 'dismiss' }, { person: mia });
    expect(gone.said[0]).toContain('is put away');
    await plan();
    await expect(decide({ action: 'dismiss' }, { person: mia })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('the company may say that only owners approve', async () => {
    await database.inTenant(company.id, (tx) =>
      savePlanningSetting(tx, { key: 'approvers', value: 'owner', saidBy: ada.id }),
    );
    const ben = await person('Ben', 'manager');
    await plan();
    await expect(decide({ action: 'approve' }, { person: ben })).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await decide({ action: 'approve' })).said[0]).toContain('Approved');
  });

  test('what is too old is planned again, not approved', async () => {
    await plan();
    const later = new Date('2027-06-01T09:00:00Z');
    const [kept] = await plans();
    const outcome = await decide({ action: 'approve', plan: kept?.id }, { now: later });
    expect(outcome.said[0]).toMatch(/could be approved until/);
    expect(outcome.buttons).toEqual(['Plan it again']);
    expect((await plans())[0]?.state).toBe('proposed');
    expect((await decide({ action: 'approve' }, { now: later })).said[0]).toContain('no plan waiting');
  });

  test('with several open it asks which; the newer approval takes the place of the older', async () => {
    await plan({ amount: 1_500, period: { start: '2026-11-30', end: '2026-12-20' } });
    await plan({ amount: 2_500 });
    const asked = await decide({ action: 'approve' });
    expect(asked.question).toBe('Which plan do you mean?');
    const [newer, older] = await plans();
    await decide({ action: 'approve', plan: older?.id });
    const second = await decide({ action: 'approve', plan: newer?.id });
    expect(second.said.join(' ')).toContain('takes the place of');
    expect((await plans()).map(({ state }) => state)).toEqual(['approved', 'replaced']);
    const listed = await decide({ action: 'list' });
    expect(listed.said[0]).toContain('No plan is open');
    expect(listed.rows).toHaveLength(2);
  });

  test('a plan of another company is not there', async () => {
    await plan();
    const [theirs] = await plans();
    company = await openCafe(database);
    ada = await person('Ada', 'owner');
    await expect(decide({ action: 'approve', plan: theirs?.id })).rejects.toMatchObject({ code: 'no-such-plan' });
    expect((await decide({ action: 'list' })).said[0]).toContain('No plan has been made yet');
  });
});

describe('what if', () => {
  test('is planned again with the change on top, says before and after, and keeps where it came from', async () => {
    await plan({ amount: 2_000 });
    const [base] = await plans();
    const first = await run({ skill: 'what-if', input: { changes: [{ what: 'spend', of: 'Flyers', off: true }] } });
    expect(first.said.join(' ')).toContain('Flyers spend left out');
    // Nobody spoke of a plan here, so which one is changed is said.
    expect(first.said.join(' ')).toContain('I took it that you mean “Marketing spend for Nov 30 - Dec 27”, made on');
    const offered = first.result.followUps.filter(({ call }) => call?.skill === 'what-if');
    expect(offered.map(({ call }) => call?.input.plan)).toEqual(offered.map(() => expect.any(String)));
    expect(offered).not.toEqual([]);
    const [second] = await plans();
    expect(second).toMatchObject({ basedOn: base?.id, request: { amount: 2_000 } });
    await run({ skill: 'what-if', input: { changes: [{ what: 'total', to: 1_000 }] } });
    const [third] = await plans();
    expect(third?.basedOn).toBe(second?.id);
    expect(third?.request.changes).toHaveLength(2);
  });

  test('“twenty more” is more than the plan gives, and counts on from there', async () => {
    await plan({ amount: 2_000 });
    const flyers = async () => {
      const [newest] = await plans();
      const { plan: made } = planned.parse(newest?.outcome);
      return made.rows.find(({ channelId }) => channelId === 'Flyers')?.spend[0] ?? Number.NaN;
    };
    const before = await flyers();
    const more = { skill: 'what-if' as const, input: { changes: [{ what: 'spend', of: 'flyers', by: 20 }] } };
    await run(more);
    expect(await flyers()).toBeCloseTo(before + 20, 0);
    await run(more);
    expect(await flyers()).toBeCloseTo(before + 40, 0);
  });

  test('a plan that was changed is not on the table any more', async () => {
    await plan({ amount: 2_000 });
    await run({ skill: 'what-if', input: { changes: [{ what: 'total', to: 1_000 }] } });
    const approved = await decide({ action: 'approve' });
    expect(approved.question).toBeNull();
    expect((await plans()).map(({ state }) => state)).toEqual(['approved', 'proposed']);
    expect((await decide({ action: 'list' })).rows).toHaveLength(1);
  });

  test('the thread’s plan is meant, also after “change something”', async () => {
    await plan({ amount: 2_000 });
    await plan({ amount: 1_000 });
    const [, older] = await plans();
    const previous = {
      turn: randomUUID(),
      question: 'Change something',
      reply: {
        text: '',
        sections: [],
        facts: [],
        charts: [],
        tables: [],
        actions: [],
        visibility: 'everyone' as const,
        working: null,
      },
      calls: [{ skill: 'decide' as const, input: { action: 'adjust', plan: older?.id } }],
    };
    await run({ skill: 'what-if', input: { changes: [{ what: 'total', percent: 10 }] } }, { previous });
    expect((await plans())[0]?.basedOn).toBe(older?.id);
  });

  test('changes that belong to different plans are not mixed', async () => {
    const mixed = [
      { what: 'storage', percent: 5 },
      { what: 'wage', percent: 5 },
    ];
    await expect(run({ skill: 'what-if', input: { changes: mixed } })).rejects.toMatchObject({ code: 'mixed-changes' });
  });

  test('a roster is not for a member, not even as a what-if', async () => {
    const mia = await person('Mia', 'member');
    const changes = [{ what: 'cover', weekday: 5, by: -2 }];
    await expect(run({ skill: 'what-if', input: { changes } }, { person: mia })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe('looking back', () => {
  test('too early is said, with the day from which it can be told', async () => {
    await plan();
    await decide({ action: 'approve' });
    expect((await decide({ action: 'review', kind: 'budget' })).said[0]).toMatch(/too early .* From .* on I can tell/);
  });

  test('what was expected stands beside what happened, and no cause is claimed', async () => {
    const period = { start: '2026-11-09', end: '2026-11-15' };
    // A fresh random id is a plan's own; the brand has no other maker.
    const id = randomUUID() as PlanId;
    const expected = { metric: 'orders', filter: {}, period, unit: 'count' as const };
    await database.inTenant(company.id, async (tx) => {
      await insertPlan(tx, {
        id,
        kind: 'budget',
        title: 'Ads in November',
        request: { kind: 'budget', changes: [] },
        problem: {},
        basis: { period },
        outcome: {},
        dataVersion: 1,
        basedOn: null,
        turn: null,
        madeBy: ada.id,
        expiresAt: new Date('2026-11-10T00:00:00Z'),
        expectations: [
          { ...expected, label: 'Orders', value: 1_500, low80: 1, high80: 100_000, without: 1_400 },
          { ...expected, label: 'Orders, as hoped', value: 90_000, low80: 80_000, high80: 100_000 },
        ],
      });
      await decidePlan(tx, id, { state: 'approved', by: ada.id });
    });
    const review = await decide({ action: 'review' });
    expect(review.said[0]).toContain('1 of 2 numbers came out in the range');
    expect(review.said.join(' ')).toContain('It does not show that the plan was the reason');
    expect(review.rows[0]).toMatch(/^Orders \| Nov 9.*15 \| 1,500 \| 1 - 100,000 \| 1,\d{3} \| 1,400$/);
    expect((await database.inTenant(company.id, (tx) => getPlan(tx, id)))?.state).toBe('approved');
  });
});
