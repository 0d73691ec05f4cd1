import type { DataPlace } from '../contracts/errors.ts';
import type { FileQuestion } from '../datasets/file-understanding.ts';
import type { ListContext, ListUnderstanding } from './list-understanding.ts';

/** What the thread is started with. */
export interface ListOrder {
  readonly bytes: Uint8Array;
  readonly context: ListContext;
}

/** What it says, once. */
export type ListNews =
  | { readonly type: 'read'; readonly outcome: ListUnderstanding | FileQuestion | null }
  | {
      readonly type: 'refused';
      readonly message: string;
      readonly code: string;
      readonly advice: string;
      readonly place: DataPlace;
    };
