import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** One series of a file: NaN where missing. */
export interface EvalSeries {
  readonly id: string;
  readonly train: Float64Array;
  readonly test: Float64Array;
  /** The `t` of each step of the train part, as written. */
  readonly times: readonly string[];
}

const Row = z.object({
  series_id: z.string().min(1),
  t: z.string().min(1),
  split: z.enum(['train', 'test']),
  value: z.string().transform((text, context) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (text.trim() === '' || text.trim() === 'NA' || Number.isFinite(value)) return value;
    context.addIssue({ code: 'custom', message: `"${text}" is not a number` });
    return z.NEVER;
  }),
});

/** Reads `series_id,t,split,value` (further columns are left aside), rows in order of time. Throws an Error that names the fault. */
export function readSeriesFile(file: string): EvalSeries[] {
  const records: unknown[] = parse(readFileSync(file, 'utf8'), { columns: true, bom: true, skip_empty_lines: true });
  const rows = records.map((record, i) => {
    const row = Row.safeParse(record);
    if (row.success) return row.data;
    const [issue] = row.error.issues;
    throw new Error(`${file}, row ${i + 2}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  });
  return [...Map.groupBy(rows, ({ series_id }) => series_id)].map(([id, own]) => {
    const train = own.filter(({ split }) => split === 'train');
    const test = own.filter(({ split }) => split === 'test');
    if (train.length === 0 || test.length === 0) throw new Error(`${file}: series ${id} has no train or no test part`);
    return {
      id,
      train: Float64Array.from(train, ({ value }) => value),
      test: Float64Array.from(test, ({ value }) => value),
      times: train.map(({ t }) => t),
    };
  });
}
