import { AsyncLocalStorage } from 'node:async_hooks';
import { type Kysely, sql } from 'kysely';
import { BugError } from '../contracts/errors.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { TenantOptions } from './database.ts';
import type { Schema, TenantTx } from './schema.ts';
import { translateError } from './translate-error.ts';

const STATEMENT_TIMEOUT_MS = 30_000;
/** A transaction that is open and does nothing holds a connection (and, embedded, everybody): it is ended. */
const IDLE_TIMEOUT_MS = 60_000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Marks the flow of one transaction. Work left running after its end is no longer inside. */
const flow = new AsyncLocalStorage<{ open: boolean }>();

/** @throws BugError `nested-transaction` inside the work of a transaction */
export function assertNotNested(): void {
  if (!flow.getStore()?.open) return;
  throw new BugError('A transaction was opened inside another one.', {
    code: 'nested-transaction',
    advice: 'Use the transaction that is already there, or finish it first.',
  });
}

/**
 * A transaction as the application role that sees one company. Role and tenant are local to the transaction, set by
 * its first statement; without them the policies show nothing.
 */
export async function runInTenant<T>(
  kysely: Kysely<Schema>,
  role: string,
  tenant: TenantId,
  work: (tx: TenantTx) => Promise<T>,
  options: TenantOptions = {},
): Promise<T> {
  if (!UUID.test(tenant)) {
    throw new BugError(`“${tenant}” is not the id of a company.`, {
      code: 'bad-tenant-id',
      advice: 'Give the company’s id, not its name.',
    });
  }
  const timeout = String(options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS);
  return inTransaction(kysely, async (tx) => {
    await sql`select set_config('role', ${role}, true), set_config('app.current_tenant', ${tenant}, true),
      set_config('statement_timeout', ${timeout}, true),
      set_config('idle_in_transaction_session_timeout', ${String(IDLE_TIMEOUT_MS)}, true)`.execute(tx);
    // The brand says that role and tenant are set, as they are here and only here.
    return work(tx as TenantTx);
  });
}

/** As the application role with no company: for looking up which one is meant, and for the system catalogues. */
export async function runWithoutTenant<T>(
  kysely: Kysely<Schema>,
  role: string,
  work: (tx: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  return inTransaction(kysely, async (tx) => {
    await sql`select set_config('role', ${role}, true), set_config('app.current_tenant', '', true)`.execute(tx);
    return work(tx);
  });
}

async function inTransaction<T>(kysely: Kysely<Schema>, work: (tx: Kysely<Schema>) => Promise<T>): Promise<T> {
  assertNotNested();
  const mark = { open: true };
  try {
    return await flow.run(mark, () => kysely.transaction().execute(work));
  } catch (error) {
    throw translateError(error);
  } finally {
    mark.open = false;
  }
}
