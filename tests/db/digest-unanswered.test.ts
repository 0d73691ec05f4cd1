import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { TurnId } from '../../src/contracts/ids.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import type { SkillCall } from '../../src/contracts/skill.ts';
import { openSession } from '../../src/db/queries/conversations.ts';
import { findUnanswered } from '../../src/db/queries/digests.ts';
import { insertInbound } from '../../src/db/queries/inbound-events.ts';
import { saveTurn } from '../../src/db/queries/turns.ts';
import { makeInbound } from './fill-company.ts';
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

async function askBack(
  thread: string,
  question: string,
  skill: SkillCall['skill'],
  { asks = true, said = {} }: { readonly asks?: boolean; readonly said?: Partial<Inbound> } = {},
): Promise<void> {
  await database.inTenant(company.id, async (tx) => {
    const event = makeInbound({ ...place, thread, text: question, audience: 'group', ...said });
    const { id: inbound } = await insertInbound(tx, event);
    const { id: session } = await openSession(tx, { ...event, user: null });
    await saveTurn(tx, {
      id: randomUUID() as TurnId, // a fresh random one has no other maker
      session,
      inbound,
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

const unanswered = (where: Pick<Inbound, 'conversation'> = place) =>
  database.inTenant(company.id, (tx) => findUnanswered(tx, { ...place, ...where }, new Date(0)));

test('a question back is open until it is answered; one about the digest itself is none', async () => {
  await askBack('C1:1', 'forecast sales', 'forecast-metric');
  await askBack('C1:2', 'digest on', 'write-digest');
  expect(await unanswered()).toBe('forecast sales');
  await askBack('C1:1', 'the second one', 'forecast-metric', { asks: false });
  expect(await unanswered()).toBeNull();
});

test('what somebody typed as a command, for their eyes only, is not read out in a group', async () => {
  const said = { kind: 'command', conversation: 'C2' } as const; // keeps the kind literal
  await askBack('cmd:C2:U1', 'explain the salary of Bo', 'explain-change', { said });
  expect(await unanswered(said)).toBeNull();
  const alone = { kind: 'command', conversation: 'D1', audience: 'private' } as const; // keeps the literals
  await askBack('D1', 'explain sales', 'explain-change', { said: alone });
  expect(await unanswered(alone)).toBe('explain sales');
});
