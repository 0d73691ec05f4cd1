import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { age } from '@electric-sql/pglite-age';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGliteDialect, type PGliteDialectConfig } from 'kysely';
import { type DataDirLock, lockDataDir } from './data-dir-lock.ts';
import type { DatabaseConnector } from './database-connector.ts';
import type { SqlRunner } from './sql-runner.ts';

const TEXT_TYPES = { date: 1082, timestamp: 1114 };
const keepText = (value: string): string => value;

/** Where an embedded database lives only in memory, for tests. */
export const IN_MEMORY = 'memory://';

/**
 * Opens (or makes) the embedded database in `<dataDir>/pg`, locked against a second process.
 * @param image a data directory packed by PGlite's `dumpDataDir`, to start from instead of an empty one
 * @throws UserError `data-dir-in-use`
 */
export async function connectPglite(options: {
  dataDir: string;
  progress?: (text: string) => void;
  image?: Blob;
}): Promise<DatabaseConnector> {
  const inMemory = options.dataDir === IN_MEMORY;
  const lock = inMemory ? null : await lockDataDir(options.dataDir);
  try {
    const pglite = await openPglite(options, inMemory);
    return connectorOf(pglite, lock, inMemory ? 'memory' : join(options.dataDir, 'pg'));
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

async function openPglite(
  options: { dataDir: string; progress?: (text: string) => void; image?: Blob },
  inMemory: boolean,
) {
  const folder = inMemory ? IN_MEMORY : join(options.dataDir, 'pg');
  if (!inMemory) {
    const made = await mkdir(folder, { recursive: true });
    if (made !== undefined) options.progress?.('Making your database. This happens once and takes a few seconds.');
  }
  return PGlite.create({
    dataDir: folder,
    extensions: { vector, age },
    parsers: { [TEXT_TYPES.date]: keepText, [TEXT_TYPES.timestamp]: keepText, 20: Number },
    ...(options.image ? { loadDataDir: options.image } : {}),
  });
}

function connectorOf(pglite: PGlite, lock: DataDirLock | null, place: string): DatabaseConnector {
  const oneAtATime = createQueue();
  const run: SqlRunner = (text, values = []) =>
    oneAtATime(async () => {
      if (values.length > 0) return (await pglite.query<Record<string, unknown>>(text, [...values])).rows;
      try {
        return (await pglite.exec(text)).flatMap((result) => result.rows);
      } catch (error) {
        // A text that failed between its own `begin` and `commit` would leave the only session broken for all.
        await pglite.exec('rollback');
        throw error;
      }
    });
  return {
    kind: 'pglite',
    place,
    dialect: new PGliteDialect({ pglite: queueTransactions(pglite, oneAtATime) }),
    // Statement timeouts are not honoured by the embedded database.
    timeouts: false,
    run,
    asOwner: (work) => work(run),
    async close() {
      if (!pglite.closed) await pglite.close();
      await lock?.release();
    },
  };
}

type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets the event loop turn once: what waits there (requests, timers, threads) is not held up by a row of statements. */
const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** There is one session: what is given here runs one after the other. */
function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(giveWay, giveWay).then(work);
    last = next.catch(() => undefined);
    return next;
  };
}

function queueTransactions(pglite: PGlite, queue: Queue): PGliteDialectConfig['pglite'] {
  return {
    get closed() {
      return pglite.closed;
    },
    get ready() {
      return pglite.ready;
    },
    waitReady: pglite.waitReady,
    close: () => pglite.close(),
    query: (text, values, options) => queue(() => pglite.query(text, values, options)),
    transaction: (work) => queue(() => pglite.transaction(work)),
  };
}
