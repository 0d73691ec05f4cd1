import { DyocenseError, UpstreamError } from '../contracts/errors.ts';

/** SQLSTATE of an error of either driver, if it has one. */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const NETWORK_WORDS =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable/i;

/**
 * Errors that may pass by themselves become UpstreamError `database-busy`, `database-slow` or `database-unreachable`
 * with a time to wait in milliseconds; all others stay what they are.
 */
export function translateError(error: unknown): unknown {
  if (error instanceof DyocenseError) return error;
  const state = sqlStateOf(error) ?? '';
  if (state === '40001' || state === '40P01' || state === '55P03') {
    return new UpstreamError('Two changes of the same data met.', {
      code: 'database-busy',
      advice: 'Try again.',
      cause: error,
      retryAfter: 100,
    });
  }
  if (state === '57014') {
    return new UpstreamError('The database took too long to answer.', {
      code: 'database-slow',
      advice: 'Ask for a shorter period, or try again in a minute.',
      cause: error,
      retryAfter: 5_000,
    });
  }
  const words = error instanceof Error ? error.message : '';
  if (/^(08|53|57P0)/.test(state) || NETWORK_CODES.has(state) || NETWORK_WORDS.test(words)) {
    return new UpstreamError('The database cannot be reached right now.', {
      code: 'database-unreachable',
      advice: 'Try again in a moment; if it stays so, see that the database is running.',
      cause: error,
      retryAfter: 1_000,
    });
  }
  return error;
}
