import { Worker } from 'node:worker_threads';
import { BugError, DataError, UpstreamError } from '../contracts/errors.ts';
import { decodeText } from '../datasets/decode-text.ts';
import { detectDelimiter } from '../datasets/detect-delimiter.ts';
import type { FileQuestion } from '../datasets/file-understanding.ts';
import { readTable } from '../datasets/read-table.ts';
import { isListHeader } from './is-list-header.ts';
import type { ListNews, ListOrder } from './list-messages.ts';
import type { ListContext, ListUnderstanding } from './list-understanding.ts';
import { recogniseList } from './recognise-list.ts';

/** So much of a file tells what its columns are. */
const HEAD_BYTES = 12_288;

const WORKER = new URL('./list-worker.ts', import.meta.url);

/**
 * Reads a file as a list, away from the event loop. A file whose first rows are no list costs a few milliseconds and
 * no thread.
 * @returns null when it is no list; a question where it can be read in two ways
 * @throws DataError what is wrong with the list and where; UpstreamError `reading-stopped` when `signal` fired
 */
export async function readListFile(
  bytes: Uint8Array,
  context: ListContext,
  signal?: AbortSignal,
): Promise<ListUnderstanding | FileQuestion | null> {
  signal?.throwIfAborted();
  if (!mayBeList(bytes, context)) return null;
  const order: ListOrder = { bytes, context };
  const news = await runThread(order, signal);
  if (news.type === 'read') return news.outcome;
  const { message, code, advice, place } = news;
  throw new DataError(message, { code, advice, place: { file: context.fileName, ...place } });
}

/** What is broken or no table is left to the reading of numbers over time, which says so. */
function mayBeList(bytes: Uint8Array, { answers }: ListContext): boolean {
  try {
    const { text } = decodeText(headOf(bytes));
    const delimiter = detectDelimiter(text);
    return (
      delimiter !== null && recogniseList(readTable(text, delimiter, undefined, isListHeader).table, answers) !== null
    );
  } catch (error) {
    // A quoted text may go on beyond the first lines.
    if (error instanceof DataError) return error.code === 'open-quote' && bytes.length > HEAD_BYTES;
    throw error;
  }
}

/** Whole lines only: half a letter would change how the rest is decoded. */
function headOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= HEAD_BYTES) return bytes;
  const head = bytes.subarray(0, HEAD_BYTES);
  const end = head.lastIndexOf(0x0a);
  // In UTF-16 a letter is two bytes; with the small one first, the second of a line feed comes after it.
  const whole = bytes[end + 1] === 0 && bytes[0] !== 0xfe ? end + 2 : end + 1;
  return end < 0 ? head : head.subarray(0, whole);
}

function runThread(order: ListOrder, signal: AbortSignal | undefined): Promise<ListNews> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: 1_024 } });
    const stop = () => {
      reject(
        new UpstreamError('Reading the file was stopped.', {
          code: 'reading-stopped',
          advice: 'Send the file again when you like.',
        }),
      );
      void worker.terminate();
    };
    signal?.addEventListener('abort', stop, { once: true });
    const failed = (cause?: unknown) =>
      new BugError('Reading the file failed.', {
        code: 'reading-failed',
        advice: 'Send the file again; if it fails again, tell us.',
        cause,
      });
    worker.on('message', (news: ListNews) => resolve(news));
    worker.on('error', (cause) => reject(failed(cause)));
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      // Later than a message that it sent: then nothing is left to reject.
      reject(failed());
    });
  });
}
