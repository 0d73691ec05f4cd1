import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { UpstreamError, UserError } from '../contracts/errors.ts';
import type { SqlRunner } from './sql-runner.ts';
import { translateError } from './translate-error.ts';

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** Any fixed number will do: it names the lock that copies starting at once wait on. */
const MIGRATION_LOCK = 7_240_117;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Reads `NNNN_name.sql`, in order. */
export async function readMigrations(folder = MIGRATIONS_FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${folder}/${name}`, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Which of `migrations` are applied and which wait. @throws UserError when an applied one was changed or is missing. */
export async function compareMigrations(
  run: SqlRunner,
  migrations: readonly Migration[],
): Promise<{ applied: string[]; waiting: Migration[] }> {
  const [table] = await run(`select to_regclass('app.schema_migrations') is not null as there`);
  const rows = table?.there ? await run('select name, checksum from app.schema_migrations order by name') : [];
  const applied = new Map(rows.map((row) => [String(row.name), String(row.checksum)]));
  const known = new Set(migrations.map((migration) => migration.name));
  for (const name of applied.keys()) {
    if (!known.has(name))
      throw refuse(
        `The database has the migration ${name}, which this version does not know.`,
        'migration-unknown',
        'Start the newer version that made it; migrations only go forward.',
      );
  }
  for (const { name, checksum } of migrations) {
    const before = applied.get(name);
    if (before !== undefined && before !== checksum) {
      throw refuse(
        `The migration ${name} was changed after it had been applied.`,
        'migration-changed',
        'Put the file back as it was, and make the change in a new migration.',
      );
    }
  }
  return { applied: [...applied.keys()], waiting: migrations.filter((migration) => !applied.has(migration.name)) };
}

/**
 * Runs `work` while no other copy of the service prepares the same database: the second one waits, then finds all done.
 * @param run one session of the owner; when `work` fails the caller ends it, and the lock with it
 */
export async function withMigrationLock<T>(run: SqlRunner, work: () => Promise<T>): Promise<T> {
  await run('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  const result = await work();
  await run('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  return result;
}

/**
 * Applies what waits, each file in a transaction of its own.
 * @param run one session of the owner, which holds the migration lock
 * @returns names of the migrations applied now
 * @throws UserError `migration-changed`, `migration-unknown`, `migration-failed`
 */
export async function migrate(run: SqlRunner, migrations: readonly Migration[]): Promise<string[]> {
  const { waiting } = await compareMigrations(run, migrations);
  if (waiting.length > 0) await createMigrationTable(run);
  for (const migration of waiting) await applyMigration(run, migration);
  return waiting.map((migration) => migration.name);
}

async function createMigrationTable(run: SqlRunner): Promise<void> {
  await run(`
    create schema if not exists app;
    create table if not exists app.schema_migrations (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    );
    grant usage on schema app to public;
    grant select on app.schema_migrations to public;`);
}

async function applyMigration(run: SqlRunner, { name, sql, checksum }: Migration): Promise<void> {
  await run('begin');
  try {
    await run(sql);
    await run('insert into app.schema_migrations (name, checksum) values ($1, $2)', [name, checksum]);
    await run('commit');
  } catch (error) {
    await run('rollback').catch(() => undefined);
    if (translateError(error) instanceof UpstreamError) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw refuse(
      `The migration ${name} failed: ${words}.`,
      'migration-failed',
      'Nothing of it was kept. See that the login may create tables (the owner’s database address), then start again.',
      error,
    );
  }
}

function refuse(message: string, code: string, advice: string, cause?: unknown): UserError {
  return new UserError(message, { code, advice, cause });
}
