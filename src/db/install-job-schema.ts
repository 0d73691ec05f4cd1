import { getConstructionPlans, getMigrationPlans } from 'pg-boss';
import { JOB_ROLE } from './prepare-roles.ts';
import type { SqlRunner } from './sql-runner.ts';

export const JOB_SCHEMA = 'pgboss';

/**
 * Makes or updates the job queue's own tables, so that the service's login needs no right to create anything.
 * pg-boss brings the SQL; the same version of the package runs the queue. Safe when two copies start at once.
 * @param run one session of the owner
 */
export async function installJobSchema(run: SqlRunner): Promise<void> {
  const installed = await readJobSchemaVersion(run);
  if (installed === null) await run(getConstructionPlans(JOB_SCHEMA));
  else if (installed < wantedJobSchemaVersion()) await run(getMigrationPlans(JOB_SCHEMA, installed));
  else return;
  await run(`
    do $$ begin
      create role ${JOB_ROLE} nologin nosuperuser nobypassrls;
    exception when duplicate_object or unique_violation then null;
    end $$;
    grant usage on schema ${JOB_SCHEMA} to ${JOB_ROLE};
    grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to ${JOB_ROLE};
    grant usage on all sequences in schema ${JOB_SCHEMA} to ${JOB_ROLE};
    grant execute on all functions in schema ${JOB_SCHEMA} to ${JOB_ROLE};`);
}

/** null: not installed. */
export async function readJobSchemaVersion(run: SqlRunner): Promise<number | null> {
  const [table] = await run('select to_regclass($1) is not null as there', [`${JOB_SCHEMA}.version`]);
  if (!table?.there) return null;
  const [row] = await run(`select version from ${JOB_SCHEMA}.version`);
  return row ? Number(row.version) : null;
}

/** The package tells its schema's version only in the SQL that makes it. */
export function wantedJobSchemaVersion(): number {
  const found = /insert into pgboss\.version\(version\) values \('(\d+)'\)/i.exec(getConstructionPlans(JOB_SCHEMA));
  return Number(found?.[1]);
}
