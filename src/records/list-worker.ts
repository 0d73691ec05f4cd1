/** The thread in which a list is read: a hostile file may take its time, and the event loop has none to lose. */
import { parentPort, workerData } from 'node:worker_threads';
import { DataError } from '../contracts/errors.ts';
import type { ListNews, ListOrder } from './list-messages.ts';
import { understandList } from './understand-list.ts';

// The one who starts this thread is `read-list-file.ts`, which gives exactly this.
const order = workerData as ListOrder;
const say = (news: ListNews) => parentPort?.postMessage(news);

try {
  say({ type: 'read', outcome: understandList(order.bytes, order.context) });
} catch (error) {
  if (!(error instanceof DataError)) throw error;
  say({ type: 'refused', message: error.message, code: error.code, advice: error.advice, place: error.place });
}
