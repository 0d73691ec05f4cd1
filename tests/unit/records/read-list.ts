import { DataError } from '../../../src/contracts/errors.ts';
import type { RecordKind } from '../../../src/contracts/record.ts';
import type { FileAnswers, FileQuestion } from '../../../src/datasets/file-understanding.ts';
import type { ListUnderstanding } from '../../../src/records/list-understanding.ts';
import { understandList } from '../../../src/records/understand-list.ts';

export function readAny(file: string | Uint8Array, answers: FileAnswers = {}): ListUnderstanding | FileQuestion | null {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  return understandList(bytes, { fileName: 'test.csv', answers });
}

/** The list in a file; fails when it is none, or a question. */
export function readList(file: string | Uint8Array, answers: FileAnswers = {}): ListUnderstanding {
  const found = readAny(file, answers);
  if (found?.kind !== 'list') throw new Error(found ? `A question came back: ${found.about}` : 'It is no list.');
  return found;
}

export function recordsOf(file: string, answers: FileAnswers = {}): Readonly<Record<string, unknown>>[] {
  return readList(file, answers).rows.map(({ record }) => record);
}

export function kindOf(file: string): RecordKind | 'question' | 'none' {
  const found = readAny(file);
  return found === null ? 'none' : found.kind === 'list' ? found.summary.list : 'question';
}

export function refusalOf(file: string | Uint8Array): DataError {
  try {
    readAny(file);
  } catch (error) {
    if (error instanceof DataError) return error;
    throw error;
  }
  throw new Error('The list was not refused.');
}
