import type { DataPlace } from '../contracts/errors.ts';
import type {
  BatchChoice,
  FileQuestion,
  FileUnderstanding,
  MetricBatch,
  ReadingContext,
} from './file-understanding.ts';

/** What the reading thread is started with. */
export interface ReadingOrder {
  readonly bytes: Uint8Array;
  readonly context: ReadingContext;
}

/** What it says. */
export type ReadingNews =
  | { readonly type: 'rows'; readonly rows: number }
  | { readonly type: 'understood'; readonly understanding: FileUnderstanding }
  | { readonly type: 'question'; readonly question: FileQuestion }
  | {
      readonly type: 'refused';
      readonly message: string;
      readonly code: string;
      readonly advice: string;
      readonly place: DataPlace;
    }
  | { readonly type: 'batch'; readonly batch: MetricBatch | null };

/** What it is asked for once the file is understood: the next values, at most `size`. */
export interface BatchRequest {
  readonly size: number;
  /** As the first request says it. */
  readonly choice?: BatchChoice;
}
