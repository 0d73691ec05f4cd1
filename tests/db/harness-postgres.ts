import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '../../src/db/open-database.ts';
import type { DatabaseLog, SqlRunner } from '../../src/db/sql-runner.ts';
import { sqlStateOf } from '../../src/db/translate-error.ts';
import type { TestDatabase } from './test-database.ts';

/** Any fixed number: test files that start together make the template once. */
const TEMPLATE_LOCK = 7_240_118;
const HOUR_MS = 3_600_000;

/** The login the service would have: no rights of its own. Only ever made on a server for tests. */
const SERVICE_LOGIN = 'dyocense_test';

/** A copy of a migrated template database, used as the service's unprivileged login. */
export async function openPostgresTest(
  ownerUrl: string,
  key: string,
  options: { log: DatabaseLog; poolSize?: number },
): Promise<TestDatabase> {
  const template = `dyo_tpl_${key}`;
  const name = `dyo_test_${Date.now()}_${randomBytes(4).toString('hex')}`;
  await asServer(ownerUrl, async (run) => {
    await run('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await dropLeftOvers(run);
    await ensureServiceLogin(run);
    await ensureTemplate(run, ownerUrl, template, options.log);
    await copyTemplate(run, name, template);
  });
  const database = await openDatabase({
    databaseUrl: serviceUrl(ownerUrl, name),
    dataDir: 'unused',
    ...options,
  });
  const owner = new pg.Pool({ connectionString: withDatabase(ownerUrl, name), max: 2 });
  owner.on('error', () => undefined);
  return {
    ...database,
    asOwner: async (text, values = []) => rowsOf(await owner.query(text, [...values])),
    withOwner: (work) => asServer(withDatabase(ownerUrl, name), work),
    async close() {
      await database.close();
      await owner.end();
      await dropDatabase(ownerUrl, name);
    },
  };
}

/** An empty database, not migrated. */
export async function createEmptyDatabase(
  ownerUrl: string,
): Promise<{ ownerUrl: string; serviceUrl: string; drop(): Promise<void> }> {
  const name = `dyo_test_${Date.now()}_${randomBytes(4).toString('hex')}`;
  await asServer(ownerUrl, async (run) => {
    await run('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureServiceLogin(run);
    await run(`create database ${name} template template0`);
  });
  return {
    ownerUrl: withDatabase(ownerUrl, name),
    serviceUrl: serviceUrl(ownerUrl, name),
    drop: () => dropDatabase(ownerUrl, name),
  };
}

/** One session of the owner. */
export async function asServer<T>(url: string, work: (run: SqlRunner) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(async (text, values = []) => rowsOf(await client.query(text, [...values])));
  } finally {
    await client.end();
  }
}

async function ensureServiceLogin(run: SqlRunner): Promise<void> {
  await run(`do $$ begin
    create role ${SERVICE_LOGIN} login nosuperuser nobypassrls password '${SERVICE_LOGIN}';
  exception when duplicate_object or unique_violation then null;
  end $$`);
}

async function ensureTemplate(run: SqlRunner, ownerUrl: string, template: string, log: DatabaseLog): Promise<void> {
  const [made] = await run(`select shobj_description(oid, 'pg_database') as note from pg_database where datname = $1`, [
    template,
  ]);
  if (typeof made?.note === 'string') return;
  await run(`drop database if exists ${template} with (force)`);
  await run(`create database ${template} template template0`);
  const url = withDatabase(ownerUrl, template);
  const database = await openDatabase({
    databaseUrl: serviceUrl(ownerUrl, template),
    ownerUrl: url,
    dataDir: 'unused',
    log,
  });
  await database.close();
  // Its background worker would stay connected, and a database that is in use cannot be copied.
  await asServer(url, (inside) => inside('drop extension if exists timescaledb cascade'));
  await run(`comment on database ${template} is '${Date.now()}'`);
}

/** A background worker of an extension may look into the template just now: it is sent away and the copy tried again. */
async function copyTemplate(run: SqlRunner, name: string, template: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await run(`create database ${name} template ${template}`);
      return;
    } catch (error) {
      // 55006: the template is being accessed by other users.
      if (sqlStateOf(error) !== '55006' || attempt === 20) throw error;
      await run('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [template]);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Databases of runs that were stopped, and templates of older migrations. */
async function dropLeftOvers(run: SqlRunner): Promise<void> {
  const rows = await run(
    `select datname as name, coalesce(shobj_description(oid, 'pg_database'), split_part(datname, '_', 3)) as made
       from pg_database where datname ~ '^dyo_(test|tpl)_'`,
  );
  for (const { name, made } of rows) {
    const age = Date.now() - Number(made);
    if (age > (String(name).startsWith('dyo_tpl_') ? 24 * HOUR_MS : HOUR_MS))
      await run(`drop database if exists ${name} with (force)`);
  }
}

async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  await asServer(ownerUrl, (run) => run(`drop database if exists ${name} with (force)`));
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function serviceUrl(ownerUrl: string, name: string): string {
  const changed = new URL(withDatabase(ownerUrl, name));
  changed.username = SERVICE_LOGIN;
  changed.password = SERVICE_LOGIN;
  return changed.href;
}

function rowsOf(result: pg.QueryResult | pg.QueryResult[]): Record<string, unknown>[] {
  return (Array.isArray(result) ? result : [result]).flatMap((one) => one.rows);
}
