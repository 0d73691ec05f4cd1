/**
 * The thread in which a file is read: decoding, parsing and adding up 200,000 rows take seconds that the event loop
 * must not lose. Values leave it as JSON text, which is handed to the database as it is.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { DataError } from '../contracts/errors.ts';
import type { MetricBatch } from './file-understanding.ts';
import type { BatchRequest, ReadingNews, ReadingOrder } from './reading-messages.ts';
import { understandFile } from './understand-file.ts';

// The one who starts this thread is `open-reading.ts`, which gives exactly this.
const order = workerData as ReadingOrder;
const say = (news: ReadingNews) => parentPort?.postMessage(news);

try {
  const result = understandFile(order.bytes, order.context, (rows) => say({ type: 'rows', rows }));
  if (result.kind === 'question') say({ type: 'question', question: result });
  else {
    let batches: Generator<MetricBatch> | null = null;
    parentPort?.on('message', (request: BatchRequest | null) => {
      // Nothing more is wanted: with its port closed the thread ends by itself.
      if (request === null) return parentPort?.close();
      const { size, choice } = request;
      batches ??= result.batches(size, choice);
      const next = batches.next();
      say({ type: 'batch', batch: next.done ? null : next.value });
    });
    say({ type: 'understood', understanding: result.understanding });
  }
} catch (error) {
  if (!(error instanceof DataError)) throw error;
  say({ type: 'refused', message: error.message, code: error.code, advice: error.advice, place: error.place });
}
