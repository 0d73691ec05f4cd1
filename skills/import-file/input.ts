import { z } from 'zod';

export interface ImportFileInput {
  /** Id of a kept file; without it, the files that came with the message. */
  readonly upload?: string;
  /** What the person said about the file when asked. */
  readonly answers?: { readonly dateOrder?: 'day-first' | 'month-first'; readonly repeats?: 'add' | 'keep-last' };
}

export const importFileInput: z.ZodType<ImportFileInput> = z.object({
  upload: z.uuid().optional(),
  answers: z
    .object({
      dateOrder: z.enum(['day-first', 'month-first']).optional(),
      repeats: z.enum(['add', 'keep-last']).optional(),
    })
    .optional(),
});
