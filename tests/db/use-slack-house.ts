import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Company } from '../../src/contracts/company.ts';
import type { Place } from '../../src/contracts/delivery.ts';
import { openTestDatabase, type TestDatabase } from './harness.ts';
import { type CoreOptions, createSlackCompany, type HouseCore, startCore } from './house-core.ts';

interface Scene {
  readonly database: TestDatabase;
  /** A new one for each test, with a Slack workspace of its own. */
  readonly company: Company;
  readonly place: Place;
}

/**
 * One database for the file, a company for each test, and cores that are closed after it.
 * @param set called before each test
 * @returns starts a core on that database
 */
export function useSlackHouse(
  set: (scene: Scene) => void,
): (options: Omit<CoreOptions, 'database'>) => Promise<HouseCore> {
  let database: TestDatabase;
  const cores: HouseCore[] = [];
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => set({ database, ...(await createSlackCompany(database)) }));
  afterEach(async () => {
    await Promise.all(cores.splice(0).map((core) => core.close()));
    // What a test left is nothing for the next one's platform.
    await database.asOwner(`update outbox set status = 'cancelled' where status in ('waiting', 'sending')`);
  });
  return async (options) => {
    const core = await startCore({ ...options, database });
    cores.push(core);
    return core;
  };
}
