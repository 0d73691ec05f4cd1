import type { Database } from '../../src/db/database.ts';
import type { SqlRunner } from '../../src/db/sql-runner.ts';

/** A database of its own for one test file, migrated and empty; gone after `close`. */
export interface TestDatabase extends Database {
  /** Runs SQL past all policies, as the owner: to look at what really is there. */
  readonly asOwner: SqlRunner;
  /** The same on one session, for what spans several statements. */
  withOwner<T>(work: (run: SqlRunner) => Promise<T>): Promise<T>;
}
