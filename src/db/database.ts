import type { TenantId } from '../contracts/ids.ts';
import type { TenantTx } from './schema.ts';
import type { SqlRunner } from './sql-runner.ts';

/** What this database can do beyond plain PostgreSQL. Detected, never assumed. */
export interface DatabaseCapabilities {
  readonly timescaledb: string | null;
  readonly vector: string | null;
  readonly age: string | null;
  readonly cron: string | null;
}

/** The one way to the data. Two implementations, embedded PGlite and PostgreSQL, under the same tests. */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  /** Server version, e.g. `17.5`. */
  readonly version: string;
  /** Folder or server, fit for a log line: without a password. */
  readonly place: string;
  /** Role that every company's transaction switches to. */
  readonly appRole: string;
  readonly capabilities: DatabaseCapabilities;
  /**
   * Runs `work` in a transaction that sees one company. Rolls back when `work` throws.
   * Throws BugError `nested-transaction` when called inside another `inTenant` of the same flow:
   * on the embedded database that would wait for itself for ever.
   * Throws UpstreamError when the database is busy, slow or away.
   */
  inTenant<T>(tenant: TenantId, work: (tx: TenantTx) => Promise<T>, options?: TenantOptions): Promise<T>;
  /** Which company a verified platform workspace belongs to; null when none. */
  findTenantOfWorkspace(channel: string, workspace: string): Promise<TenantId | null>;
  /** Which company a code or a browser's session belongs to, by the hash of it (SHA-256, hex); null when none. */
  findTenantOfSecret(kind: 'code' | 'session', hash: string): Promise<TenantId | null>;
  /** Reads the system catalogues as the application role, with no company: sees nobody's rows. For health and doctor. */
  readonly readSystem: SqlRunner;
  /** Raw access for the job queue only: runs all statements of `text`, returns the rows of all of them. */
  executeForJobs(text: string, values: readonly unknown[]): Promise<{ rows: unknown[] }>;
  close(): Promise<void>;
}

export interface TenantOptions {
  /** Milliseconds one statement may take; 30,000 when absent. The embedded database does not honour it. */
  readonly statementTimeoutMs?: number;
}
