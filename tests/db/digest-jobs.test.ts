import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { Inbound } from '../../src/contracts/inbound.ts';
import { startDigests } from '../../src/digests/start-digests.ts';
import { createJobs } from '../../src/jobs/create-jobs.ts';
import type { Jobs } from '../../src/jobs/jobs.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { addDigest, keepInbound, linkAllChannels, readRuns } from './digest-support.ts';
import { createTestCompany, openTestDatabase, silentLog, type TestDatabase } from './harness.ts';

/** The real job queue; only the clock that decides what is due is told. */
const DUE = Date.parse('2026-11-23T08:00:00Z');
const times = { pollSeconds: 0.5 };
const log = createLogger('silent');

let database: TestDatabase;
let company: Company;
let jobs: Jobs;
const sent: Inbound[] = [];

const accept = async (inbound: Inbound) => {
  if (await keepInbound(database, inbound)) sent.push(inbound);
};

beforeAll(async () => {
  database = await openTestDatabase();
  company = await createTestCompany(database);
  await linkAllChannels(database, company);
  jobs = await createJobs({ database, log: silentLog, times });
});
afterAll(async () => {
  await jobs?.stop(1_000);
  await database?.close();
});

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error('It did not come in time.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A clock that is `seconds` before the due time now, and runs on. */
function clockBefore(seconds: number): () => Date {
  const from = Date.now();
  return () => new Date(DUE - seconds * 1_000 + Date.now() - from);
}

test('a job lies in the database for the next due time, and a restart in between loses nothing', async () => {
  const now = clockBefore(6);
  await addDigest(database, company, { channel: 'slack', weekday: 1, at: '08:00', timezone: 'UTC' }, now());
  const first = await startDigests({ database, jobs, accept, log, now });
  await first.look(company.id, 0);
  // Looked, and left the job for the due time.
  await until(async () => (await jobs.waiting('run-digests')).length === 1);
  await first.stop();
  await jobs.stop(1_000);
  expect(sent).toEqual([]);

  jobs = await createJobs({ database, log: silentLog, times });
  await startDigests({ database, jobs, accept, log, now });
  await until(() => sent.length === 1);
  expect(sent[0]?.eventId).toContain('2026-11-23T08:00:00.000Z');
  // The next week's lies there already.
  await until(async () => (await jobs.waiting('run-digests')).some((job) => job.tenant === company.id));
  expect((await readRuns(database, company)).map((run) => run.outcome)).toEqual(['posted']);
});

test('a company without a digest costs one look', async () => {
  const other = await createTestCompany(database);
  const looking = await startDigests({ database, jobs, accept, log, now: () => new Date(DUE) });
  await looking.look(other.id, 0);
  await until(async () => !(await jobs.waiting('run-digests')).some((job) => job.tenant === other.id));
  expect(await readRuns(database, other)).toEqual([]);
});
