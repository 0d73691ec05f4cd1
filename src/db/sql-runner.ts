/**
 * Runs SQL text on one session. With values: one statement. Without: any number of statements,
 * and the rows of all of them, in order.
 */
export type SqlRunner = (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;

/** What the database layer logs through; a pino logger fits. */
export interface DatabaseLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
