import { Worker } from 'node:worker_threads';
import { BugError, DataError, UpstreamError } from '../contracts/errors.ts';
import type {
  BatchChoice,
  FileQuestion,
  FileUnderstanding,
  MetricBatch,
  ReadingContext,
} from './file-understanding.ts';
import type { BatchRequest, ReadingNews, ReadingOrder } from './reading-messages.ts';

/** A file that is being read in a thread of its own. Close it when done. */
export interface FileReading {
  /** How it is read: the same again gives the same values. */
  readonly context: ReadingContext;
  readonly outcome: FileUnderstanding | FileQuestion;
  /** The next values, null at the end. One request at a time; size and choice of the first hold. */
  nextBatch(size: number, choice?: BatchChoice): Promise<MetricBatch | null>;
  close(): Promise<void>;
}

/** Milliseconds an idle thread has to end by itself. */
const PATIENCE_MS = 1_000;

const WORKER = new URL('./reading-worker.ts', import.meta.url);

/**
 * Reads a file away from the event loop.
 * @throws DataError what is wrong with the file and where; UpstreamError `reading-stopped` when `signal` fired.
 */
export async function openReading(
  bytes: Uint8Array,
  context: ReadingContext,
  options: { readonly onRows?: (rows: number) => void; readonly signal?: AbortSignal } = {},
): Promise<FileReading> {
  options.signal?.throwIfAborted();
  const order: ReadingOrder = { bytes, context };
  const worker = new Worker(WORKER, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: 2_048 } });
  let waiting: { resolve: (news: ReadingNews) => void; reject: (error: unknown) => void } | null = null;
  const fail = (error: unknown) => {
    waiting?.reject(error);
    waiting = null;
  };
  const stop = () => {
    fail(
      new UpstreamError('Reading the file was stopped.', {
        code: 'reading-stopped',
        advice: 'Send the file again when you like.',
      }),
    );
    void worker.terminate();
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  worker.on('message', (news: ReadingNews) => {
    if (news.type === 'rows') options.onRows?.(news.rows);
    else {
      waiting?.resolve(news);
      waiting = null;
    }
  });
  worker.on('error', (cause) =>
    fail(
      new BugError('Reading the file failed.', {
        code: 'reading-failed',
        advice: 'Send the file again; if it fails again, tell us.',
        cause,
      }),
    ),
  );
  worker.on('exit', () =>
    fail(
      new BugError('Reading the file ended early.', {
        code: 'reading-failed',
        advice: 'Send the file again; if it fails again, tell us.',
      }),
    ),
  );

  const hear = () =>
    new Promise<ReadingNews>((resolve, reject) => {
      waiting = { resolve, reject };
    });
  const close = async () => {
    options.signal?.removeEventListener('abort', stop);
    worker.removeAllListeners('exit');
    await endThread(worker);
  };

  try {
    const news = await hear();
    if (news.type === 'refused')
      throw new DataError(news.message, {
        code: news.code,
        advice: news.advice,
        place: { file: context.fileName, ...news.place },
      });
    if (news.type !== 'understood' && news.type !== 'question') throw unexpected();
    return {
      context,
      outcome: news.type === 'understood' ? news.understanding : news.question,
      nextBatch: async (size, choice) => {
        const request: BatchRequest = { size, choice };
        const answer = hear();
        worker.postMessage(request);
        const batch = await answer;
        if (batch.type !== 'batch') throw unexpected();
        return batch.batch;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Lets an idle thread end by itself; only one that does not is ended from outside. Ending a thread in the middle of its
 * work can, rarely, take the process along (see docs/decisions.md).
 */
async function endThread(worker: Worker): Promise<void> {
  // A thread that has ended has no number any more, and will not say so a second time.
  if (worker.threadId === -1) return;
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.postMessage(null);
  const late = setTimeout(() => void worker.terminate(), PATIENCE_MS);
  await ended;
  clearTimeout(late);
}

function unexpected(): BugError {
  return new BugError('The reading thread said something unexpected.', {
    code: 'reading-failed',
    advice: 'Send the file again; if it fails again, tell us.',
  });
}
