import type { DatabaseCapabilities } from './database.ts';
import type { SqlRunner } from './sql-runner.ts';

/** Extension name on the server, by what we call it. */
const EXTENSIONS = { timescaledb: 'timescaledb', vector: 'vector', age: 'age', cron: 'pg_cron' } as const;

/**
 * Creates the extensions that the server offers, where the owner may. A server can refuse (pg_cron lives in one
 * database of a server only), and that must not stop anything: each is tried in a block of its own.
 * @param run one session of the owner
 */
export async function createExtensions(run: SqlRunner): Promise<void> {
  const missing = await run(
    `select name from pg_available_extensions where name = any($1::text[]) and installed_version is null`,
    [Object.values(EXTENSIONS)],
  );
  for (const { name } of missing) {
    await run(`do $$ begin
      create extension if not exists ${String(name)};
    exception when others then raise notice 'extension not created: %', sqlerrm;
    end $$;`);
  }
}

/** Installed extensions with their versions; null where one is not there. */
export async function detectCapabilities(run: SqlRunner): Promise<DatabaseCapabilities> {
  const rows = await run('select extname, extversion from pg_extension');
  const versions = new Map(rows.map((row) => [String(row.extname), String(row.extversion)]));
  return {
    timescaledb: versions.get(EXTENSIONS.timescaledb) ?? null,
    vector: versions.get(EXTENSIONS.vector) ?? null,
    age: versions.get(EXTENSIONS.age) ?? null,
    cron: versions.get(EXTENSIONS.cron) ?? null,
  };
}
