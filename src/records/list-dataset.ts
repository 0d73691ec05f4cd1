import type { DatasetId } from '../contracts/ids.ts';
import type { RecordKind } from '../contracts/record.ts';
import type { FileAnswers } from '../datasets/file-understanding.ts';
import { findDataset, type ReadyDataset } from '../db/queries/import-datasets.ts';
import type { TenantTx } from '../db/schema.ts';
import type { ListSummary } from './list-understanding.ts';

/** A dataset that is a list, as it is kept. */
export interface ListDataset {
  readonly id: DatasetId;
  readonly uploadId: string | null;
  readonly fileName: string;
  readonly rowCount: number;
  readonly list: RecordKind;
  readonly answers: FileAnswers;
  /** Rows of files before it do not count. */
  readonly replacesAll: boolean;
}

/** What is stored as the dataset's understanding. */
export function packSummary(summary: ListSummary): Readonly<Record<string, unknown>> {
  return { ...summary };
}

/** null for numbers over time, and for what did not come as a file. */
export function listDatasetOf(dataset: ReadyDataset): ListDataset | null {
  const { list, answers, replacesAll } = dataset.understanding;
  if (typeof list !== 'string') return null;
  const { id, uploadId, fileName, rowCount } = dataset;
  return {
    id,
    uploadId,
    fileName,
    rowCount,
    // Both were written by `packSummary`, and by nobody else.
    list: list as RecordKind,
    answers: answers as FileAnswers,
    replacesAll: replacesAll === true,
  };
}

/** null when there is no such dataset, or it is no list. `counts`: it was not taken out. */
export async function findListDataset(
  tx: TenantTx,
  id: DatasetId,
): Promise<(ListDataset & { readonly counts: boolean }) | null> {
  const dataset = await findDataset(tx, id);
  const list = dataset ? listDatasetOf(dataset) : null;
  return dataset && list ? { ...list, counts: dataset.status === 'ready' } : null;
}
