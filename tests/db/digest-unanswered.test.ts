import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { TurnId } from '../../src/contracts/ids.ts';
import type { SkillCall } from '../../src/contracts/skill.ts';
import { openSession } from '../../src/db/queries/conversations.ts';
import { findUnanswered } from '../../src/db/queries/digests.ts';
import { saveTurn } from '../../src/db/queries/turns.ts';
import { openTestDatabase, type TestDatabase } from './harness.ts';
import { createSlackCompany } from './house-core.ts';

let database: TestDatabase;
let company: Company;
const place = { channel: 'slack', workspace: 'T1', conversation: 'C1' } as const;

beforeAll(async () => {
  database = await openTestDatabase();
  ({ company } = await createSlackCompany(database));
});
afterAll(() => database.close());

async function askBack(thread: string, question: string, skill: SkillCall['skill'], asks = true): Promise<void> {
  await database.inTenant(company.id, async (tx) => {
    const { id: session } = await openSession(tx, { ...place, thread, user: null });
    await saveTurn(tx, {
      id: randomUUID() as TurnId, // a fresh random one has no other maker
      session,
      inbound: null,
      question,
      plan: [{ skill, input: {} }],
      reply: null,
      actions: [],
      asked: asks ? { text: 'Which one?', choices: [] } : null,
      tier: 'builtin',
      ms: null,
    });
  });
}

const unanswered = () => database.inTenant(company.id, (tx) => findUnanswered(tx, place, new Date(0)));

test('a question back is open until it is answered; one about the digest itself is none', async () => {
  await askBack('C1:1', 'forecast sales', 'forecast-metric');
  await askBack('C1:2', 'digest on', 'write-digest');
  expect(await unanswered()).toBe('forecast sales');
  await askBack('C1:1', 'the second one', 'forecast-metric', false);
  expect(await unanswered()).toBeNull();
});
