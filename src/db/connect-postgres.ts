import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { UserError } from '../contracts/errors.ts';
import type { DatabaseConnector } from './database-connector.ts';
import type { DatabaseLog, SqlRunner } from './sql-runner.ts';
import { translateError } from './translate-error.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const OID = { int8: 20, date: 1082, timestamp: 1114 };

/** date and timestamp stay text: the driver's Dates would shift a shop's day by the machine's time zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === OID.int8) return Number;
    if (oid === OID.date || oid === OID.timestamp) return (value: string) => value;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

/**
 * Connects to a PostgreSQL server.
 * @param ownerUrl login that owns the tables and migrates; absent: the service's own login does
 */
export async function connectPostgres(options: {
  databaseUrl: string;
  ownerUrl?: string;
  poolSize?: number;
  log: DatabaseLog;
}): Promise<DatabaseConnector> {
  const place = maskUrl(options.databaseUrl);
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'dyocense',
    types,
  });
  const noteLoss = (error: Error) => options.log.warn({ err: error }, 'a database connection was lost');
  pool.on('error', noteLoss);
  // The pool listens to idle connections only: a busy one that is lost would end the process.
  pool.on('connect', (client) => client.on('error', noteLoss));
  const run: SqlRunner = async (text, values = []) => {
    try {
      return rowsOf(await pool.query(text, [...values]));
    } catch (error) {
      throw translateError(error);
    }
  };
  return {
    kind: 'postgres',
    place,
    dialect: new PostgresDialect({ pool }),
    timeouts: true,
    run,
    asOwner: (work) => withClient(options.ownerUrl ?? options.databaseUrl, work),
    async close() {
      if (!pool.ending) await pool.end();
    },
  };
}

/** One connection of its own, for `work` only. */
async function withClient<T>(url: string, work: (run: SqlRunner) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'dyocense owner',
    types,
  });
  // The statement under way fails with the same error; unheard it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(async (text, values = []) => rowsOf(await client.query(text, [...values])));
  } catch (error) {
    throw translateError(error);
  } finally {
    await client.end();
  }
}

/** A text of several statements answers with a list of results; pg's types know of one only. */
function rowsOf(result: pg.QueryResult | pg.QueryResult[]): Record<string, unknown>[] {
  return (Array.isArray(result) ? result : [result]).flatMap((one) => one.rows ?? []);
}

/** The address without its password, for logs and the doctor. */
export function maskUrl(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) {
    throw new UserError('The database address cannot be read.', {
      code: 'bad-database-url',
      advice: 'Write it as postgres://user:password@host:port/name.',
    });
  }
  const url = new URL(databaseUrl);
  const user = url.username ? `${decodeURIComponent(url.username)}@` : '';
  return `${url.protocol}//${user}${url.host}${url.pathname}`;
}
