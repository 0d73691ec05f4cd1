import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { InboundId, TenantId } from '../../src/contracts/ids.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { createJobs } from '../../src/jobs/create-jobs.ts';
import { silentLog } from './harness.ts';
import { makeEmptyPlace } from './make-empty-place.ts';
import { startChild } from './start-child.ts';

test('kill -9 of the process that runs a job: another one does it', async () => {
  const place = await makeEmptyPlace();
  const times = { heartbeatSeconds: 10, superviseSeconds: 1, pollSeconds: 0.5, retryDelay: 1 };
  const start = async () => {
    const database = await openDatabase(place);
    return { database, jobs: await createJobs({ database, log: silentLog, times }) };
  };
  try {
    // Fresh random UUIDs are ids by definition.
    const data = { tenant: randomUUID() as TenantId, inbound: randomUUID() as InboundId };
    const before = await start();
    await before.jobs.send('finish-turn', data);
    await before.jobs.stop();
    await before.database.close();

    const child = startChild('take-job-and-hang.ts', place.dataDir, place.databaseUrl ?? '');
    await child.said(1);
    await child.kill();
    expect(child.lines).toEqual([data.inbound]);

    const after = await start();
    const done = Promise.withResolvers<{ inbound: InboundId; attempt: number }>();
    await after.jobs.work('finish-turn', async ({ inbound }, { attempt }) => done.resolve({ inbound, attempt }));
    expect(await done.promise).toEqual({ inbound: data.inbound, attempt: 2 });
    await after.jobs.stop();
    await after.database.close();
  } finally {
    await place.remove();
  }
});
