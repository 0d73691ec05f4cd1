import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SkillContext } from '../../skills/context.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { runSkill } from '../../skills/registry.ts';
import type { Company, Person } from '../../src/contracts/company.ts';
import type { SessionId, TurnId } from '../../src/contracts/ids.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { PlanId, PlanRequest } from '../../src/contracts/plan.ts';
import type { Reply } from '../../src/contracts/reply.ts';
import type { SkillCall } from '../../src/contracts/skill.ts';
import { openSession } from '../../src/db/queries/conversations.ts';
import { ensurePerson } from '../../src/db/queries/people.ts';
import { findPlanOfThread, getPlan, insertPlan, listPlans } from '../../src/db/queries/plans.ts';
import { insertRecords, readRecordNames } from '../../src/db/queries/records.ts';
import { getReplyFile } from '../../src/db/queries/reply-files.ts';
import { saveTurn } from '../../src/db/queries/turns.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';
import { define, metricOf, writeFile } from './metrics-support.ts';
import { fillIn } from './plan-budget-support.ts';

const REPLY: Reply = {
  text: '',
  sections: [],
  facts: [],
  charts: [],
  tables: [],
  actions: [],
  visibility: 'everyone',
  working: null,
};

let database: TestDatabase;
let company: Company;
let ada: Person;
let session: SessionId;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  company = await createTestCompany(database);
  const at = { channel: 'web', workspace: company.slug, conversation: 'c', thread: 'c' } as const;
  await database.inTenant(company.id, async (tx) => {
    ada = await ensurePerson(tx, { ...at, externalUser: 'ada' }, { displayName: 'Ada', role: 'owner' });
    session = (await openSession(tx, { ...at, user: null })).id;
  });
});

// Fresh random ids; these brands have no other maker.
const freshPlan = () => randomUUID() as PlanId;
const freshTurn = () => randomUUID() as TurnId;

async function keep(
  plan: { readonly title: string; readonly period: Period; readonly turn?: TurnId } & Partial<
    Pick<PlanRequest, 'filter' | 'changes'>
  >,
): Promise<PlanId> {
  const { title, period, turn = null, filter, changes = [] } = plan;
  const id = freshPlan();
  await database.inTenant(company.id, (tx) =>
    insertPlan(tx, {
      id,
      kind: 'inventory',
      title,
      request: { kind: 'inventory', changes, ...(filter ? { filter } : {}) },
      problem: {},
      basis: { period },
      outcome: {},
      dataVersion: company.dataVersion,
      basedOn: null,
      turn,
      madeBy: ada.id,
      expiresAt: new Date('2026-12-31T00:00:00Z'),
      expectations: [],
    }),
  );
  return id;
}

const answer = (id: TurnId, plan: readonly SkillCall[], more: Partial<Parameters<typeof saveTurn>[1]> = {}) =>
  database.inTenant(company.id, (tx) =>
    saveTurn(tx, {
      id,
      session,
      inbound: null,
      question: 'q',
      plan,
      reply: REPLY,
      actions: [],
      asked: null,
      tier: 'builtin',
      ms: 1,
      ...more,
    }),
  );

function contextAt(now: string, previous: SkillContext['previous'] = null): SkillContext {
  return createSkillContext({
    asked: { channel: 'web', workspace: 'test', conversation: 'c', thread: 'c', user: 'local', audience: 'private' },
    company,
    person: ada,
    catalogue: { company: '', currency: 'USD', timezone: 'UTC', weekStart: 'monday', metrics: [], dimensions: [] },
    attachments: [],
    previous,
    engines: { run: () => Promise.reject(new Error('A decision needs no engine.')) },
    signal: new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: () => {},
    now: new Date(now),
  });
}

async function decide(input: SkillCall['input'], previous: SkillContext['previous'] = null) {
  return fillIn(await runSkill(contextAt('2026-11-23T09:00:00Z', previous), { skill: 'decide', input }));
}

const plans = () => database.inTenant(company.id, (tx) => listPlans(tx, { limit: 20 }));
const stateOf = async (id: PlanId) => (await database.inTenant(company.id, (tx) => getPlan(tx, id)))?.state;

const WEEK = { start: '2026-11-23', end: '2026-11-29' };
const FORTNIGHT = { start: '2026-11-23', end: '2026-12-06' };
const CALL: SkillCall = { skill: 'plan-inventory', input: {} };

describe('a plan nobody saw', () => {
  test('because its turn failed or was stopped, is not offered to anybody', async () => {
    const [seen, failed, lost] = [freshTurn(), freshTurn(), freshTurn()];
    await keep({ title: 'Seen', period: WEEK, turn: seen });
    await keep({ title: 'Said sorry instead', period: WEEK, turn: failed });
    await keep({ title: 'The process died', period: WEEK, turn: lost });
    await answer(seen, [CALL]);
    await answer(failed, []);
    expect((await plans()).map(({ title }) => title)).toEqual(['Seen']);
    expect((await decide({ action: 'list' })).said[0]).toBe('One plan is open: Seen.');
  });
});

describe('the plan a thread is about', () => {
  test('is its newest one of the kind, however much was said since', async () => {
    const [first, second, aside] = [freshTurn(), freshTurn(), freshTurn()];
    await keep({ title: 'First', period: WEEK, turn: first });
    await answer(first, [CALL]);
    await keep({ title: 'Second', period: WEEK, turn: second });
    await answer(second, [CALL]);
    await answer(aside, [{ skill: 'decide', input: { action: 'dismiss' } }]);
    const elsewhere = freshTurn();
    await keep({ title: 'Elsewhere', period: WEEK, turn: elsewhere });
    const other = await database.inTenant(company.id, (tx) =>
      openSession(tx, { channel: 'web', workspace: company.slug, conversation: 'd', thread: 'd', user: null }),
    );
    await answer(elsewhere, [CALL], { session: other.id });
    const found = (turn: TurnId, kind: 'inventory' | 'budget') =>
      database.inTenant(company.id, (tx) => findPlanOfThread(tx, turn, kind));
    expect((await found(aside, 'inventory'))?.title).toBe('Second');
    expect(await found(aside, 'budget')).toBeNull();
  });

  test('with two in one answer, “approve it” asks which', async () => {
    const turn = freshTurn();
    await keep({ title: 'Orders here', period: WEEK, turn });
    await keep({ title: 'Orders there', period: WEEK, turn });
    await answer(turn, [CALL, CALL]);
    const previous = { turn, question: 'q', reply: REPLY, calls: [CALL, CALL] };
    const asked = await decide({ action: 'approve' }, previous);
    expect(asked.question).toBe('Which plan do you mean?');
    expect(new Set(asked.buttons)).toEqual(new Set(['Orders there', 'Orders here']));
    expect((await plans()).map(({ state }) => state)).toEqual(['proposed', 'proposed']);
  });
});

describe('approving', () => {
  test('replaces what is held whole, and leaves beside it what is held in part', async () => {
    const everywhere = await keep({ title: 'Everywhere', period: FORTNIGHT });
    const here = await keep({ title: 'Here', period: FORTNIGHT, filter: { location: 'Here' } });
    const newer = await keep({ title: 'Newer', period: FORTNIGHT });
    await decide({ action: 'approve', plan: everywhere });
    const part = await decide({ action: 'approve', plan: here });
    expect(part.said.join(' ')).toContain('“Everywhere” stays approved too');
    expect(await stateOf(everywhere)).toBe('approved');
    const whole = await decide({ action: 'approve', plan: newer });
    expect(whole.said.join(' ')).toContain('It takes the place of “Everywhere”');
    expect([await stateOf(everywhere), await stateOf(here)]).toEqual(['replaced', 'replaced']);
    expect((await decide({ action: 'dismiss', plan: here })).said[0]).toMatch(
      /^“Here” was approved by Ada on .*, and a newer plan has taken its place since\. Nothing changed\.$/,
    );
  });

  test('days that are over need no plan: the next fortnight takes the place of the last one', async () => {
    const last = await keep({ title: 'Last', period: { start: '2026-11-16', end: '2026-11-29' } });
    const next = await keep({ title: 'Next', period: FORTNIGHT });
    await decide({ action: 'approve', plan: last });
    await decide({ action: 'approve', plan: next });
    expect(await stateOf(last)).toBe('replaced');
  });

  test('two for the same days at the same moment leave one approved', async () => {
    const ids = await Promise.all([keep({ title: 'One', period: WEEK }), keep({ title: 'Two', period: WEEK })]);
    await Promise.all(ids.map((plan) => decide({ action: 'approve', plan })));
    expect((await plans()).map(({ state }) => state).sort()).toEqual(['approved', 'replaced']);
  });

  test('what was changed by hand is kept when a plan that is too old is planned again', async () => {
    const changes = [
      { what: 'storage', percent: -20 },
      { what: 'order', of: 'Milk', day: '2026-11-20', to: 5 },
    ] as const;
    const id = await keep({ title: 'Old', period: WEEK, changes });
    const result = await runSkill(contextAt('2027-02-01T09:00:00Z'), {
      skill: 'decide',
      input: { action: 'approve', plan: id },
    });
    expect(result.followUps[0]?.call).toEqual({ skill: 'plan-inventory', input: { changes: [changes[0]] } });
  });
});

test('a file of an answer is given out on the channel it went to, and on no other', async () => {
  const turn = freshTurn();
  const file = { id: randomUUID(), name: 'roster.csv', mediaType: 'text/csv', content: Buffer.from('pay') };
  await answer(turn, [CALL], { files: [file] });
  const read = (channel: string) => database.inTenant(company.id, (tx) => getReplyFile(tx, file.id, channel));
  expect((await read('web'))?.name).toBe('roster.csv');
  expect(await read('slack')).toBeNull();
});

test('a very long list of goods does not push the names of other lists out', async () => {
  await define(database, company, [metricOf('revenue')]);
  await writeFile(database, company, {
    fileName: 'goods.csv',
    metrics: [{ metric: 'revenue', grain: 'day', rows: [{ dims: {}, t: '2026-11-22', value: 1, row: 2 }] }],
  });
  const goods = Array.from({ length: 5_400 }, (_, at) => `Item ${at}`);
  await database.inTenant(company.id, async (tx) => {
    const { id } = await tx.selectFrom('datasets').select('id').executeTakeFirstOrThrow();
    await insertRecords(tx, id, [
      ...goods.map((name, at) => ({ kind: 'item' as const, key: name, record: { name }, row: at + 2 })),
      { kind: 'supplier' as const, key: 'mill', record: { name: 'Mill' }, row: 9_000 },
    ]);
  });
  const lists = await database.inTenant(company.id, readRecordNames);
  expect(lists.map(({ kind, names }) => [kind, names.length])).toEqual([
    ['item', 5_000],
    ['supplier', 1],
  ]);
});
