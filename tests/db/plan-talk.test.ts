import { afterAll, beforeAll, expect, test } from 'vitest';
import { planQuestion } from '../../agents/coach/understand/plan-question.ts';
import { createSkillContext } from '../../skills/create-context.ts';
import { runSkill } from '../../skills/registry.ts';
import type { CoverRecord, EmployeeRecord } from '../../src/contracts/record.ts';
import type { PreviousTurn } from '../../src/contracts/understanding.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { decidePlan, listPlans } from '../../src/db/queries/plans.ts';
import { createEnginePool, type EnginePool } from '../../src/engines/pool.ts';
import { createGrounder } from '../../src/facts/ground.ts';
import { type Bakery, NOW, openBakery } from './plan-staffing-support.ts';

const person = (name: string, roles: readonly string[]): EmployeeRecord => ({
  name,
  roles,
  wagePerHour: 15,
  minHours: 0,
  maxHours: 40,
});
const PEOPLE = [
  person('Ana Ruiz', ['counter']),
  person('Ben Fox', ['counter']),
  person('Cara Lund', ['counter', 'oven']),
  person('Dan Moss', ['oven']),
];
/** On Fridays and Saturdays two at the counter and one at the oven. */
const COVER = [4, 5].flatMap((weekday): CoverRecord[] => [
  { weekday, shift: 'Day', from: 480, to: 900, role: 'counter', people: 2 },
  { weekday, shift: 'Day', from: 480, to: 900, role: 'oven', people: 1 },
]);

let bakery: Bakery;
let engines: EnginePool;
let previous: PreviousTurn | undefined;
beforeAll(async () => {
  bakery = await openBakery();
  engines = createEnginePool({ threads: 1 });
  await bakery.keep('employee', PEOPLE);
  await bakery.keep('cover', COVER);
});
afterAll(async () => {
  await engines?.close();
  await bakery?.close();
});

/** Says something in the one thread of this file: from the words to the grounded sentences. */
async function say(text: string, now = NOW): Promise<readonly string[]> {
  const catalogue = await bakery.inTenant((tx) => readCatalogue(tx, bakery.company));
  const today = now.toISOString().slice(0, 10);
  const understood = planQuestion(
    { text, today, attachments: [], ...(previous === undefined ? {} : { previous }) },
    catalogue,
  );
  if (understood.kind === 'ask') {
    previous = { calls: [], asked: understood.question };
    return [understood.question.text, ...understood.question.choices.map(({ label }) => label)];
  }
  previous = { calls: understood.calls };
  const context = createSkillContext({
    asked: { channel: 'web', workspace: 'w', conversation: 'c', thread: 'c', user: 'u', audience: 'private' },
    company: bakery.company,
    person: bakery.person,
    catalogue,
    attachments: [],
    previous: null,
    engines,
    signal: new AbortController().signal,
    data: bakery.inTenant,
    progress: () => {},
    now,
  });
  const said: string[] = [];
  for (const call of understood.calls) {
    const result = await runSkill(context, call);
    const grounder = createGrounder(result.facts, { locale: 'en-IE', currency: 'EUR', today });
    said.push(...result.sections.map(({ template }) => grounder.text(template).replaceAll(/\s/gu, ' ')));
  }
  return said;
}

const openPlans = () =>
  bakery.inTenant((tx) => listPlans(tx, { kind: 'staffing', states: ['proposed', 'approved'], limit: 10 }));

/** In this order, one conversation. */
test('one day, one role, one person: the answer begins with what was asked', async () => {
  const [counter] = await say('who works at the counter on Saturday?');
  expect(counter).toMatch(/^For counter, 2 people work on Sat,? 28 Nov\. .*every shift is covered\.$/);
  const [dan] = await say('does Cara work on Friday?');
  expect(dan).toMatch(/^Cara Lund (works on Fri, 27 Nov, 8–15: 6\.5 hours|does not work on Fri, 27 Nov)\./);
});

test('who is ill without a day is ill on the day just spoken of, and another day can be named', async () => {
  await say('who should work Saturday?');
  await say('Ana called in sick');
  const [newest] = await openPlans();
  expect(newest?.request.changes).toEqual([{ what: 'person', of: 'Ana Ruiz', day: '2026-11-28', off: true }]);
  await say('no sorry, Friday');
  const [moved] = await openPlans();
  expect(moved?.request.changes).toEqual([
    { what: 'person', of: 'Ana Ruiz', day: '2026-11-28', off: false },
    { what: 'person', of: 'Ana Ruiz', weekday: 4, off: true },
  ]);
});

test('“more people” asks how many, and takes the number', async () => {
  expect(await say('more people on Saturday')).toEqual(['How many?', 'One more', 'Two more']);
  await say('one');
  const [newest] = await openPlans();
  expect(newest?.request.changes.at(-1)).toEqual({ what: 'cover', weekday: 5, by: 1 });
});

test('a number asked for in between is answered as a number', async () => {
  expect((await say('how many orders did we have last week?'))[0]).toMatch(/^Orders came to [\d,]+/);
});

test('looking back: without an approved roster nobody is named; with one, it is what was planned', async () => {
  expect((await say('who worked on Saturday?'))[0]).toMatch(/^Those days are over, and no roster for .*21 Nov/);
  const [plan] = await openPlans();
  if (plan === undefined) throw new Error('no roster was kept');
  await bakery.inTenant((tx) => decidePlan(tx, plan.id, { state: 'approved', by: bakery.person.id }));
  const [answer, ...rest] = await say('who worked on Saturday?', new Date('2026-11-29T09:00:00Z'));
  expect(answer).toMatch(/^By the roster you approved, “.*”: Sat,? 28 Nov .*8–15/);
  expect(rest.join(' ')).toContain('only what was planned and approved');
});
