import { z } from 'zod';
import type { DatasetId } from '../../src/contracts/ids.ts';
import type { FileAnswers } from '../../src/datasets/file-understanding.ts';
import { LIST_FORMS } from '../../src/records/list-forms.ts';

export interface ImportFileInput {
  /** Id of a kept file; without it, the files that came with the message. */
  readonly upload?: string;
  /** What the person said about the file when asked. */
  readonly answers?: FileAnswers;
  /** The dataset of the same file that goes out for it: the file is read the other way. */
  readonly instead?: DatasetId;
  /** A dataset to take out again. */
  readonly remove?: DatasetId;
  /** A list that stands for its whole kind from now on, or no more. */
  readonly only?: { readonly dataset: DatasetId; readonly on: boolean };
  /** The answer to whether it shall go; without it, the person is asked. */
  readonly confirmed?: boolean;
}

// A well-formed id names a dataset, or none: it is looked up.
const datasetId = z.uuid().transform((id) => id as DatasetId);

export const importFileInput: z.ZodType<ImportFileInput> = z.object({
  upload: z.uuid().optional(),
  answers: z
    .object({
      dateOrder: z.enum(['day-first', 'month-first']).optional(),
      repeats: z.enum(['add', 'keep-last']).optional(),
      list: z.enum([...LIST_FORMS.map(({ kind }) => kind), 'numbers']).optional(),
    })
    .optional(),
  instead: datasetId.optional(),
  remove: datasetId.optional(),
  only: z.object({ dataset: datasetId, on: z.boolean() }).optional(),
  confirmed: z.boolean().optional(),
});
