import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { BugError } from '../contracts/errors.ts';

/**
 * Wraps a dialect so that a connection stops working the moment its transaction ends.
 *
 * A query that was started but not awaited would otherwise run after the rollback: on the embedded database as its
 * superuser, or inside the next company's transaction. With this it fails with BugError `query-after-transaction`.
 */
export function guardConnections(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => guardDriver(dialect.createDriver()),
  };
}

function guardDriver(driver: Driver): Driver {
  const inner = new WeakMap<DatabaseConnection, GuardedConnection>();
  const guarded = (connection: DatabaseConnection): GuardedConnection => {
    const found = inner.get(connection);
    if (!found)
      throw new BugError('A connection of another driver was given.', {
        code: 'foreign-connection',
        advice: 'Report this.',
      });
    return found;
  };
  return {
    init: (options) => driver.init(options),
    destroy: (options) => driver.destroy(options),
    async acquireConnection(options) {
      const connection = new GuardedConnection(await driver.acquireConnection(options));
      inner.set(connection, connection);
      return connection;
    },
    async releaseConnection(connection, options) {
      guarded(connection).ended = true;
      await driver.releaseConnection(guarded(connection).inner, options);
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(guarded(connection).inner, settings),
    async commitTransaction(connection) {
      guarded(connection).ended = true;
      await driver.commitTransaction(guarded(connection).inner);
    },
    async rollbackTransaction(connection) {
      guarded(connection).ended = true;
      await driver.rollbackTransaction(guarded(connection).inner);
    },
    savepoint: async (connection, name, compile) => driver.savepoint?.(guarded(connection), name, compile),
    rollbackToSavepoint: async (connection, name, compile) =>
      driver.rollbackToSavepoint?.(guarded(connection), name, compile),
    releaseSavepoint: async (connection, name, compile) =>
      driver.releaseSavepoint?.(guarded(connection), name, compile),
  };
}

class GuardedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  ended = false;
  constructor(inner: DatabaseConnection) {
    this.inner = inner;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#assertOpen();
    return this.inner.executeQuery<R>(query);
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    this.#assertOpen();
    return this.inner.streamQuery<R>(query, chunkSize);
  }

  #assertOpen(): void {
    if (!this.ended) return;
    throw new BugError('A query was run after its transaction had ended.', {
      code: 'query-after-transaction',
      advice: 'Await every query before the work of the transaction returns.',
    });
  }
}
