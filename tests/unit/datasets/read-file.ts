import { DataError } from '../../../src/contracts/errors.ts';
import type {
  FileAnswers,
  FileQuestion,
  FileUnderstanding,
  MetricPlan,
  ReadingContext,
} from '../../../src/datasets/file-understanding.ts';
import { type UnderstoodFile, understandFile } from '../../../src/datasets/understand-file.ts';

/** One stored value, as the tests look at it. */
export interface StoredValue {
  readonly metric: string;
  readonly dims: Readonly<Record<string, string>>;
  readonly t: string;
  readonly value: number;
  readonly weight: number;
  readonly rows: string;
}

interface Options {
  readonly answers?: FileAnswers;
  readonly fileName?: string;
  readonly timezone?: string;
  readonly weekStart?: ReadingContext['weekStart'];
}

export function read(file: string | Uint8Array, options: Options = {}): UnderstoodFile | FileQuestion {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  return understandFile(bytes, {
    fileName: options.fileName ?? 'test.csv',
    weekStart: options.weekStart ?? 'monday',
    timezone: options.timezone ?? 'UTC',
    answers: options.answers ?? {},
  });
}

export function understand(file: string | Uint8Array, options: Options = {}): FileUnderstanding {
  return understood(file, options).understanding;
}

export function understood(file: string | Uint8Array, options: Options = {}): UnderstoodFile {
  const result = read(file, options);
  if (result.kind === 'question') throw new Error(`A question came back: ${result.question.text}`);
  return result;
}

export function ask(file: string, options: Options = {}): FileQuestion {
  const result = read(file, options);
  if (result.kind !== 'question') throw new Error('No question came back.');
  return result;
}

export function values(file: string | Uint8Array, options: Options = {}): StoredValue[] {
  const stored: StoredValue[] = [];
  for (const batch of understood(file, options).batches(500)) {
    for (const { d, t, v, w, s } of JSON.parse(batch.json))
      stored.push({ metric: batch.metric, dims: d, t, value: v, weight: w, rows: s });
  }
  return stored;
}

/** Values of one metric as `time → value`, or `time member… → value` where it is split. */
export function table(file: string | Uint8Array, metric: string, options: Options = {}): Record<string, number> {
  const found = values(file, options).filter((value) => value.metric === metric);
  return Object.fromEntries(found.map((value) => [[value.t, ...Object.values(value.dims)].join(' '), value.value]));
}

export function metric(file: FileUnderstanding, key: string): MetricPlan {
  const found = file.metrics.find((plan) => plan.definition.key === key);
  if (!found) throw new Error(`No metric ${key} among ${metricKeys(file).join(', ')}.`);
  return found;
}

export function metricKeys(file: FileUnderstanding): string[] {
  return file.metrics.map((plan) => plan.definition.key);
}

export function refusal(file: string | Uint8Array, options: Options = {}): DataError {
  try {
    read(file, options);
  } catch (error) {
    if (error instanceof DataError) return error;
    throw error;
  }
  throw new Error('The file was not refused.');
}

/** Lines of days from a first one, for files that need some length. */
export function days(first: string, count: number, line: (day: string, at: number) => string): string {
  return Array.from({ length: count }, (_, at) =>
    line(new Date(Date.parse(`${first}T00:00:00Z`) + at * 86_400_000).toISOString().slice(0, 10), at),
  ).join('\n');
}
