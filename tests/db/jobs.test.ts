import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { InboundId, TenantId } from '../../src/contracts/ids.ts';
import { createJobs } from '../../src/jobs/create-jobs.ts';
import type { Jobs } from '../../src/jobs/jobs.ts';
import { openTestDatabase, silentLog, type TestDatabase } from './harness.ts';

let database: TestDatabase;
const open: Jobs[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((jobs) => jobs.stop(2_000)));
  await database.executeForJobs('delete from pgboss.job', []);
});
afterAll(() => database?.close());

async function start(): Promise<Jobs> {
  const times = { retryDelay: 1, pollSeconds: 0.5 };
  const jobs = await createJobs({ database, log: silentLog, times });
  open.push(jobs);
  return jobs;
}

/** A handler that notes what it was given, and a promise for the first so many. */
function makeRecorder(count: number) {
  const seen: { inbound: InboundId; attempt: number }[] = [];
  const all = Promise.withResolvers<void>();
  return {
    seen,
    all: all.promise,
    async handle(data: { inbound: InboundId }, job: { attempt: number }) {
      seen.push({ inbound: data.inbound, attempt: job.attempt });
      if (seen.length === count) all.resolve();
    },
  };
}

// Fresh random UUIDs are ids by definition.
const tenant = randomUUID() as TenantId;
const makeData = () => ({ tenant, inbound: randomUUID() as InboundId });

describe('jobs', () => {
  test('survive a restart of the service', async () => {
    const before = await start();
    const data = makeData();
    await before.send('finish-turn', data);
    await before.stop();
    const recorder = makeRecorder(1);
    await (await start()).work('finish-turn', recorder.handle);
    await recorder.all;
    expect(recorder.seen).toEqual([{ inbound: data.inbound, attempt: 1 }]);
  });

  test('are done once each though two copies of the service work', async () => {
    const [one, two] = [await start(), await start()];
    const sent = Array.from({ length: 20 }, makeData);
    const recorder = makeRecorder(sent.length);
    await one.work('finish-turn', recorder.handle, { concurrency: 2 });
    await two.work('finish-turn', recorder.handle, { concurrency: 2 });
    await Promise.all(sent.map((data, i) => (i % 2 ? one : two).send('finish-turn', data)));
    await recorder.all;
    await Promise.all([one.stop(), two.stop()]);
    const done = recorder.seen.map(({ inbound }) => inbound);
    expect(done.toSorted()).toEqual(sent.map(({ inbound }) => inbound).toSorted());
  });

  test('that fail are tried again, and when they fail for good they are kept to be seen', async () => {
    const jobs = await start();
    const tries: number[] = [];
    await jobs.work('deliver', async (_, { attempt }) => {
      tries.push(attempt);
      throw new Error(`no network ${attempt}`);
    });
    const data = { tenant, outbox: randomUUID() };
    const id = await jobs.send('deliver', data, { retryLimit: 1 });
    await expect.poll(() => jobs.failed(), { timeout: 20_000, interval: 100 }).toHaveLength(1);
    expect(tries).toEqual([1, 2]);
    expect(await jobs.failed()).toEqual([
      { id, name: 'deliver', data, error: 'no network 2', attempts: 2, failedAt: expect.any(Date) },
    ]);
  });

  test('with the same key wait or run once, and may come again after', async () => {
    const jobs = await start();
    const send = () => jobs.send('finish-turn', makeData(), { singletonKey: 'one' });
    expect(await Promise.all([send(), send()])).toContain(null);
    const running = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    await jobs.work('finish-turn', async () => {
      running.resolve();
      await gate.promise;
    });
    await running.promise;
    expect(await send()).toBeNull();
    gate.resolve();
    await expect.poll(send, { timeout: 10_000, interval: 50 }).not.toBeNull();
  });

  test('that are for later are not done now', async () => {
    const jobs = await start();
    const recorder = makeRecorder(1);
    const later = makeData();
    const now = makeData();
    await jobs.send('finish-turn', later, { startAfterSeconds: 600 });
    await jobs.work('finish-turn', recorder.handle);
    await jobs.send('finish-turn', now);
    await recorder.all;
    expect(recorder.seen).toEqual([{ inbound: now.inbound, attempt: 1 }]);
  });

  test('that wait, for now or for later, can be looked through', async () => {
    const jobs = await start();
    const [later, now] = [makeData(), makeData()];
    await jobs.send('finish-turn', later, { startAfterSeconds: 600 });
    await jobs.send('finish-turn', now);
    expect(await jobs.waiting('finish-turn')).toEqual([later, now]);
    const recorder = makeRecorder(1);
    await jobs.work('finish-turn', recorder.handle);
    await recorder.all;
    await expect.poll(() => jobs.waiting('finish-turn'), { timeout: 5_000 }).toEqual([later]);
    expect(await jobs.waiting('deliver')).toEqual([]);
  });

  test('of a long queue are taken one after the other, not one each poll', async () => {
    const times = { pollSeconds: 60 };
    const jobs = await createJobs({ database, log: silentLog, times });
    open.push(jobs);
    const sent = Array.from({ length: 12 }, makeData);
    for (const data of sent) await jobs.send('finish-turn', data);
    const recorder = makeRecorder(sent.length);
    await jobs.work('finish-turn', recorder.handle);
    // Polls are a minute apart: only a worker that goes on by itself is done before the test is given up.
    await recorder.all;
    expect(recorder.seen.map(({ inbound }) => inbound)).toEqual(sent.map(({ inbound }) => inbound));
  });

  test('carry ids only: anything else is refused when sent', async () => {
    const jobs = await start();
    const attempt = jobs.send('deliver', { tenant, outbox: 'drop table' });
    await expect(attempt).rejects.toMatchObject({ name: 'BugError', code: 'bad-job-data' });
  });

  test('are not sent inside a transaction, where the embedded database would wait for itself', async () => {
    const jobs = await start();
    const attempt = database.inTenant(tenant, () => jobs.send('finish-turn', makeData()));
    await expect(attempt).rejects.toMatchObject({ code: 'nested-transaction' });
  });

  test('on a schedule are kept under the time zone they were given', async () => {
    const jobs = await start();
    await jobs.schedule('finish-turn', '0 7 * * 1', makeData(), { tz: 'Europe/Berlin' });
    const { rows } = await database.executeForJobs('select name, cron, timezone from pgboss.schedule', []);
    expect(rows).toEqual([{ name: 'finish-turn', cron: '0 7 * * 1', timezone: 'Europe/Berlin' }]);
    await expect(jobs.schedule('finish-turn', 'whenever', makeData())).rejects.toThrow();
  });
});
