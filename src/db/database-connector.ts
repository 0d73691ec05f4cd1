import type { Dialect } from 'kysely';
import type { SqlRunner } from './sql-runner.ts';

/** What differs between the embedded database and a PostgreSQL server; everything above is the same for both. */
export interface DatabaseConnector {
  readonly kind: 'pglite' | 'postgres';
  /** Folder or server, fit for a log line: a password is masked. */
  readonly place: string;
  readonly dialect: Dialect;
  /** Does the server honour `statement_timeout`? */
  readonly timeouts: boolean;
  /** As the login itself, outside of any company's transaction. */
  readonly run: SqlRunner;
  /** Runs `work` on one session of the owner: for migrations. */
  asOwner<T>(work: (run: SqlRunner) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
